package ai.babymusic.local.testing;

import ai.babymusic.schemas.provision.DatabaseUrl;
import java.io.IOException;
import java.net.URI;

/** A Kafka, a PostgreSQL and an S3 server, empty when they start. */
interface Servers extends AutoCloseable {

  String PASSWORD = "test-only";
  String ACCESS_KEY_ID = "test-only-id";
  String SECRET_ACCESS_KEY = "test-only-secret";

  String kafkaBootstrapServers();

  /** The database, as its administrator. */
  DatabaseUrl database();

  URI storage();

  @Override
  void close() throws IOException;
}

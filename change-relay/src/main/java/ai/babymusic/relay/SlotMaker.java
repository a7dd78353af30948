package ai.babymusic.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes a slot and publishes what was committed before it. The slot's exported snapshot divides the
 * two exactly: what it sees is read from the table, the rest comes through the slot. Only then is
 * the slot noted, so a relay that dies here begins again from the old note.
 */
@Component
class SlotMaker {

  private static final Logger log = LoggerFactory.getLogger(SlotMaker.class);

  private final Database database;
  private final Outbox outbox;

  SlotMaker(Database database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  /** Makes the slot under a new name; it counts only when it is noted. */
  Made make(String unpublishedFrom, Lead lead) throws SQLException, InterruptedException {
    try (Connection reading = database.forManyRows()) {
      reading.setAutoCommit(false);
      reading.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      Made made = createBefore(reading);
      long published = outbox.publishFrom(unpublishedFrom, reading, lead);
      log.atInfo()
          .addKeyValue("slot", made.slot())
          .addKeyValue("from_xid", unpublishedFrom)
          .addKeyValue("published_again", published)
          .log("slot made");
      return made;
    }
  }

  /** The snapshot ends with the connection that exports it, unless another has entered it. */
  private Made createBefore(Connection reading) throws SQLException {
    String name = Slots.PREFIX + UUID.randomUUID().toString().replace("-", "");
    try (Connection replication = database.forReplication();
        Statement create = replication.createStatement();
        ResultSet made =
            create.executeQuery(
                "CREATE_REPLICATION_SLOT "
                    + name
                    + " LOGICAL pgoutput (FAILOVER true, SNAPSHOT 'export')")) {
      made.next();
      return enter(name, made.getString("snapshot_name"), reading);
    }
  }

  /**
   * Gives every user's numbering a new name, since numbers will be given again that clients have
   * seen; see the changelog.
   *
   * @return how many users
   */
  long beginNewEpoch(String unpublishedFrom) throws SQLException {
    try (Connection connection = database.forManyRows();
        PreparedStatement begin =
            connection.prepareStatement("select public.begin_new_epoch(?::xid8)")) {
      begin.setString(1, unpublishedFrom);
      try (ResultSet users = begin.executeQuery()) {
        users.next();
        return users.getLong(1);
      }
    }
  }

  /** Enters the slot's snapshot. */
  private static Made enter(String slot, String snapshot, Connection reading) throws SQLException {
    try (Statement statement = reading.createStatement()) {
      statement.execute("set transaction snapshot '" + snapshot + "'");
      try (ResultSet row =
          statement.executeQuery(
              "select pg_snapshot_xmin(pg_current_snapshot())::text, clock_timestamp()")) {
        row.next();
        return new Made(slot, row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant());
      }
    }
  }

  /**
   * A slot before which everything is in Kafka.
   *
   * @param publishedBefore the first transaction whose end its snapshot did not know
   */
  record Made(String slot, String publishedBefore, Instant publishedUntil) {}
}

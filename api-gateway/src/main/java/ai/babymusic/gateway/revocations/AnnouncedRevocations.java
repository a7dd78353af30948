package ai.babymusic.gateway.revocations;

import ai.babymusic.gateway.database.Database;
import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.events.Revocations.SessionRevoked;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The revocations as the database has them: complete, whether or not Kafka heard of them. */
@Component
class AnnouncedRevocations {

  private final Database database;

  AnnouncedRevocations(@Qualifier("auth") Database database) {
    this.database = database;
  }

  /**
   * Those of the last while. All of them each time, not only what is new: a transaction may commit
   * long after its rows were dated, and a restored database begins its numbers anew.
   */
  List<SessionRevoked> ofTheLast(Duration time) {
    return database.snapshot(jdbc ->
        jdbc.sql(
                """
                select payload from public.outbox
                where topic = 'auth.revocations.v1'
                  and created_at > now() - make_interval(secs => ?)
                """)
            .param(time.toSeconds())
            .query((row, number) ->
                EventCodec.JSON.readValue(row.getString("payload"), SessionRevoked.class))
            .list());
  }
}

package ai.babymusic.relay;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

  /** Makes the slot under a new name and notes it; needs the lead. */
  String make(Slots slots) throws SQLException, InterruptedException {
    String name = Slots.PREFIX + UUID.randomUUID().toString().replace("-", "");
    String from = slots.unpublishedFrom();
    try (Connection replication = database.forReplication();
        Statement create = replication.createStatement();
        ResultSet made =
            create.executeQuery(
                "CREATE_REPLICATION_SLOT "
                    + name
                    + " LOGICAL pgoutput (FAILOVER true, SNAPSHOT 'export')");
        Connection reading = database.forReading()) {
      made.next();
      reading.setAutoCommit(false);
      reading.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      String publishedBefore = enter(made.getString("snapshot_name"), reading);
      long published = outbox.publishFrom(from, reading);
      slots.note(name, publishedBefore);
      log.atInfo()
          .addKeyValue("slot", name)
          .addKeyValue("from_xid", from)
          .addKeyValue("published_again", published)
          .log("slot made");
    }
    return name;
  }

  /** Enters the slot's snapshot; returns the first transaction whose end it does not know. */
  private static String enter(String snapshot, Connection reading) throws SQLException {
    try (Statement statement = reading.createStatement()) {
      statement.execute("set transaction snapshot '" + snapshot + "'");
      try (ResultSet xmin =
          statement.executeQuery("select pg_snapshot_xmin(pg_current_snapshot())::text")) {
        xmin.next();
        return xmin.getString(1);
      }
    }
  }
}

package ai.babymusic.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.testing.Forwarder;
import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.worker.testing.Database;
import ai.babymusic.worker.testing.Database.Requested;
import ai.babymusic.worker.testing.Records;
import ai.babymusic.worker.testing.RunningWorker;
import ai.babymusic.worker.testing.StubProvider;
import ai.babymusic.worker.testing.Waiting;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** It died in its scheduler's first question, and was started again and again until it was back. */
class LateDatabaseTest {

  @Test
  void aWorkerThatStartsBeforeTheDatabaseWorksOnceItIsThere() throws Exception {
    Database database = new Database();
    database.clear();
    Requested song = database.request(database.user("Mira", "girl"), "late database", false);
    try (Forwarder way = Forwarder.shut(Infrastructure.shared().databaseUrl("generation_worker"));
        StubProvider provider = new StubProvider();
        Records records = new Records();
        RunningWorker _ = RunningWorker.start(provider, Map.of("database.url", way.url()))) {
      records.requested(song);
      way.open();
      Waiting.submitted(database, provider, song.generationId());
      await()
          .untilAsserted(() ->
              assertThat(database.rows("select 1 from scheduled_tasks where task_name = 'admit'"))
                  .hasSize(1));
    }
  }
}

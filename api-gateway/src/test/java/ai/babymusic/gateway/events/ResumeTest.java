package ai.babymusic.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Events;
import ai.babymusic.gateway.running.Parent;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams without Kafka: nobody publishes here, so the outbox has to give everything. */
class ResumeTest {
  private Parent mia = Parent.of("Mia");
  private UUID song = UUID.randomUUID();

  @BeforeEach
  void aParentWithASong() {
    mia = Parent.of("Mia");
    song = mia.post("/api/songs", Parent.LULLABY).id();
  }

  @Test
  void aListAndAStreamFromItsPositionMissNothing() {
    String position = mia.get("/api/songs").text("last_event_id");
    rename("One", "Two");
    try (Events events = mia.events(position)) {
      assertThat(events.next())
          .isEqualTo(new Events.Event(position, "ready", "{\"resumed\":true}"));
      assertThat(name(events.next())).isEqualTo("One");
      assertThat(name(events.next())).isEqualTo("Two");
      rename("Three");
      assertThat(name(events.next())).isEqualTo("Three");
    }
  }

  @Test
  void aClientResumesExactlyAfterWhatItHas() {
    String position;
    try (Events events = mia.events("")) {
      events.next();
      rename("One", "Two");
      position = events.next().id();
    }
    rename("Three");
    try (Events events = mia.events(position)) {
      assertThat(events.next().data()).isEqualTo("{\"resumed\":true}");
      assertThat(name(events.next())).isEqualTo("Two");
      assertThat(name(events.next())).isEqualTo("Three");
    }
  }

  @Test
  void aChangeThatNeverReachedKafkaComesWithTheNextHeartbeat() {
    try (Events events = mia.events("")) {
      events.next();
      rename("One");
      assertThat(name(events.next())).isEqualTo("One");
    }
  }

  @Test
  void thePositionMayComeInTheQuery() {
    String position = mia.get("/api/songs").text("last_event_id");
    rename("One");
    try (Events events = mia.eventsAt("/api/events?last_event_id=" + position)) {
      assertThat(events.next().data()).isEqualTo("{\"resumed\":true}");
      assertThat(name(events.next())).isEqualTo("One");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"anotherepoch.1", "nonsense", "0.7"})
  void aPositionThatMeansNothingHereIsReset(String position) {
    assertReset(position);
  }

  @Test
  void aPositionAheadOfTheDatabaseIsReset() {
    String position = mia.get("/api/songs").text("last_event_id");
    assertReset(position + "0");
  }

  @Test
  void aPositionOlderThanWhatIsKeptIsReset() {
    String position = mia.get("/api/songs").text("last_event_id");
    rename("One", "Two");
    Admin.jdbc()
        .sql("delete from public.outbox where key = ? and seq <= 3")
        .param(mia.id().toString())
        .update();
    assertReset(position);
  }

  @Test
  void anOpenStreamOfARestoredDatabaseIsReset() {
    rename("One", "Two");
    try (Events events = mia.events("")) {
      events.next();
      Admin.jdbc()
          .sql("update public.change_positions set last = 2 where user_id = ?")
          .param(mia.id())
          .update();
      Events.Event reset = events.next();
      assertThat(reset.type()).isEqualTo("reset");
      assertThat(reset.id()).endsWith(".2");
    }
  }

  private void assertReset(String position) {
    String current = mia.get("/api/songs").text("last_event_id");
    try (Events events = mia.events(position)) {
      assertThat(events.next())
          .isEqualTo(new Events.Event(current, "ready", "{\"resumed\":false}"));
      assertThat(events.next()).isEqualTo(new Events.Event(current, "reset", "{}"));
      rename("After");
      assertThat(name(events.next())).isEqualTo("After");
    }
  }

  private void rename(String... names) {
    for (String name : List.of(names)) {
      mia.patch("/api/songs/" + song, "{\"name\":\"" + name + "\"}");
    }
  }

  private static String name(Events.Event event) {
    return event.json().path("name").asString("");
  }
}

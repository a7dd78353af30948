package ai.babymusic.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Events;
import ai.babymusic.gateway.running.Parent;
import ai.babymusic.gateway.running.Relay;
import ai.babymusic.gateway.running.RunningGateway;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Changes as Kafka brings them: no heartbeat comes to help. */
class LiveEventsTest {
  private static final RunningGateway GATEWAY =
      RunningGateway.start(Map.of("EVENTS_HEARTBEAT", "1h"));

  @BeforeAll
  static void theFeedIsAtTheEnd() {
    Parent parent = Parent.of(GATEWAY, "Mia");
    try (Events events = parent.events("")) {
      events.next();
      parent.post("/api/songs", Parent.LULLABY);
      // Until the first one arrives: what comes twice is dropped.
      Awaitility.await()
          .until(() -> {
            Relay.publish(Relay.rows(parent.id()).getLast());
            return events.nextOrHeartbeat(Duration.ofMillis(100)) != null;
          });
    }
  }

  @AfterAll
  static void stop() {
    GATEWAY.close();
  }

  @Test
  void aChangeArrivesAsTheRowThatTheApiShows() {
    Parent mia = Parent.of(GATEWAY, "Mia");
    try (Events events = mia.events("")) {
      events.next();
      UUID id = mia.post("/api/songs", Parent.LULLABY).id();
      Admin.finish(id, "s3://baby-music/u/s/g-0.mp3");
      Relay.rows(mia.id()).forEach(Relay::publish);
      assertThat(events.next().type()).isEqualTo("song.inserted");
      Events.Event ready = events.next();
      assertThat(ready.type()).isEqualTo("song.updated");
      ObjectNode shown = (ObjectNode) mia.get("/api/songs/" + id).json();
      shown.remove("variations");
      assertThat(ready.json()).isEqualTo(shown);
      assertThat(ready.id()).isEqualTo(mia.get("/api/songs").text("last_event_id"));
    }
  }

  @Test
  void aStreamBeginsWhereTheListWasReadAndSaysSo() {
    Parent mia = Parent.of(GATEWAY, "Mia");
    String id = mia.get("/api/songs").text("last_event_id");
    try (Events events = mia.events("")) {
      assertThat(events.status()).isEqualTo(200);
      assertThat(events.header("content-type")).startsWith("text/event-stream");
      assertThat(events.header("cache-control")).isEqualTo("no-store, no-transform");
      assertThat(events.header("x-accel-buffering")).isEqualTo("no");
      assertThat(events.next()).isEqualTo(new Events.Event(id, "ready", "{\"resumed\":false}"));
    }
  }

  @Test
  void aJumpIsFilledFromTheOutboxInOrder() {
    Parent mia = Parent.of(GATEWAY, "Mia");
    UUID id = mia.post("/api/songs", Parent.LULLABY).id();
    try (Events events = mia.events("")) {
      events.next();
      for (String name : List.of("One", "Two", "Three")) {
        mia.patch("/api/songs/" + id, "{\"name\":\"" + name + "\"}");
      }
      Relay.publish(Relay.rows(mia.id()).getLast());
      for (String name : List.of("One", "Two", "Three")) {
        assertThat(events.next().json().get("name").asString()).isEqualTo(name);
      }
    }
  }

  @Test
  void whatComesTwiceOrLateIsSentOnce() {
    Parent mia = Parent.of(GATEWAY, "Mia");
    try (Events events = mia.events("")) {
      events.next();
      UUID id = mia.post("/api/songs", Parent.LULLABY).id();
      mia.patch("/api/songs/" + id, "{\"name\":\"One\"}");
      var rows = Relay.rows(mia.id());
      rows.reversed().forEach(Relay::publish);
      rows.forEach(Relay::publish);
      mia.patch("/api/songs/" + id, "{\"name\":\"Two\"}");
      Relay.publish(Relay.rows(mia.id()).getLast());
      assertThat(events.next().type()).isEqualTo("song.inserted");
      assertThat(events.next().json().get("name").asString()).isEqualTo("One");
      assertThat(events.next().json().get("name").asString()).isEqualTo("Two");
    }
  }

  @Test
  void changesOfSomebodyElseAreNeverSeen() {
    Parent mia = Parent.of(GATEWAY, "Mia");
    Parent leo = Parent.of(GATEWAY, "Leo");
    try (Events events = mia.events("")) {
      events.next();
      leo.post("/api/songs", Parent.LULLABY);
      Relay.rows(leo.id()).forEach(Relay::publish);
      UUID own = mia.post("/api/songs", Parent.LULLABY).id();
      Relay.publish(Relay.rows(mia.id()).getLast());
      assertThat(events.next().json().get("id").asString()).isEqualTo(own.toString());
    }
  }

  @Test
  void aRecordThatIsNoChangeStopsNothing() {
    Parent mia = Parent.of(GATEWAY, "Mia");
    try (Events events = mia.events("")) {
      events.next();
      mia.post("/api/songs", Parent.LULLABY);
      Relay.Row change = Relay.rows(mia.id()).getLast();
      Relay.publish(new Relay.Row(change.key(), 0, change.type(), "no JSON"));
      Relay.publish(new Relay.Row("no user", 0, change.type(), change.payload()));
      Relay.publish(change);
      assertThat(events.next().type()).isEqualTo("song.inserted");
    }
  }

  @Test
  void aChangeOfALaterVersionMovesThePositionWithoutAWord() {
    Parent mia = Parent.of(GATEWAY, "Mia");
    UUID id = mia.post("/api/songs", Parent.LULLABY).id();
    try (Events events = mia.events("")) {
      events.next();
      mia.patch("/api/songs/" + id, "{\"name\":\"One\"}");
      Relay.Row change = Relay.rows(mia.id()).getLast();
      Relay.publish(new Relay.Row(change.key(), 0, "song.sung", change.payload()));
      mia.patch("/api/songs/" + id, "{\"name\":\"Two\"}");
      Relay.publish(Relay.rows(mia.id()).getLast());
      assertThat(events.next().json().get("name").asString()).isEqualTo("Two");
    }
  }
}

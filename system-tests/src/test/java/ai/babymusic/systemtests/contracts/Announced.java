package ai.babymusic.systemtests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.schemas.events.Change;
import ai.babymusic.schemas.events.Event;
import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.events.EventSchemas;
import ai.babymusic.schemas.events.EventType;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the outbox, as the database wrote it. */
record Announced(
    String topic, String key, @Nullable Long seq, String type, String payload, String headers) {

  /** All that was announced of {@code user}, each row held to its contract. */
  static List<Announced> of(UUID user) throws SQLException {
    return where("payload ->> 'user_id' = ?", user.toString());
  }

  static List<Announced> where(String condition, String param) throws SQLException {
    try (RoleSession admin = RoleSession.admin()) {
      List<Announced> rows =
          admin
              .jdbc()
              .sql(
                  "select topic, key, seq, type, payload::text, headers::text from public.outbox"
                      + " where "
                      + condition
                      + " order by id")
              .param(param)
              .query(Announced.class)
              .stream()
              .map(Objects::requireNonNull)
              .toList();
      assertThat(rows).allSatisfy(Announced::keepsItsContract);
      return rows;
    }
  }

  static List<String> typesOf(UUID user) throws SQLException {
    return of(user).stream().map(Announced::type).toList();
  }

  /** The user's changes in order of their numbers. */
  static List<Change> changesOf(UUID user) throws SQLException {
    return of(user).stream()
        .map(Announced::event)
        .filter(Change.class::isInstance)
        .map(Change.class::cast)
        .toList();
  }

  private void keepsItsContract() {
    EventType eventType = EventType.of(type).orElseThrow();
    assertThat(eventType.topic().address()).isEqualTo(topic);
    assertThat(EventSchemas.validate(eventType, payload)).as(payload).isEmpty();
    if (event() instanceof Change change) {
      assertThat(seq).isEqualTo(change.seq());
      assertThat(key).isEqualTo(change.userId().toString());
    } else {
      assertThat(seq).isNull();
    }
  }

  Event event() {
    return EventCodec.read(
            CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("/outbox"))
                .withType(type)
                .withData(payload.getBytes(StandardCharsets.UTF_8))
                .build())
        .orElseThrow();
  }
}

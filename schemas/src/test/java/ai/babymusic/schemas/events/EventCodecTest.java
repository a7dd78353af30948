package ai.babymusic.schemas.events;

import static ai.babymusic.schemas.events.GoldenSamplesTest.cloudEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.babymusic.schemas.events.EventCodec.UnreadableEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

  @Test
  void anUnknownTypeIsEmpty() {
    assertThat(EventCodec.read(cloudEvent("song.sung", "{}"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "\"ready\"", "{\"user_id\": 7, \"active_at\": 1}"})
  void whatCannotBeReadNamesItsType(String data) {
    assertThatThrownBy(() -> EventCodec.read(cloudEvent("user.active", data)))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageStartingWith("user.active ");
  }

  @Test
  void anEventWithoutDataNamesItsType() {
    var empty =
        CloudEventBuilder.v1()
            .withId("1")
            .withSource(URI.create("/test"))
            .withType("piapi.task.reported")
            .build();

    assertThatThrownBy(() -> EventCodec.read(empty))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageStartingWith("piapi.task.reported ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // No time: it would fail in the database, and be tried for ever.
        "{\"user_id\": \"7c9e6679-7425-40de-944b-e07fc1f90ae7\"}",
        "{\"user_id\": \"7c9e6679-7425-40de-944b-e07fc1f90ae7\", \"active_at\": null}"
      })
  void aRequiredFieldThatIsMissingOrNullIsUnreadable(String data) {
    assertThatThrownBy(() -> EventCodec.read(cloudEvent("user.active", data)))
        .isInstanceOf(UnreadableEvent.class);
  }

  @Test
  void aMissingNumberIsNotZero() {
    String withoutSeq =
        Sample.of(EventType.SONG_INSERTED).getFirst().json().replace("\"seq\"", "\"no\"");

    assertThatThrownBy(() -> EventCodec.read(cloudEvent("song.inserted", withoutSeq)))
        .isInstanceOf(UnreadableEvent.class);
  }

  @Test
  void theEnvelopeSaysWhoSaidWhatWhenAndAboutWhat() {
    UUID user = UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7");
    Instant time = Instant.parse("2026-03-14T19:02:11.484019Z");

    var cloudEvent =
        EventCodec.write(
            new UserActivity.UserActive(user, time, null),
            "activity-1",
            URI.create("/api-gateway"),
            user.toString(),
            time);

    assertThat(cloudEvent.getSpecVersion().toString()).isEqualTo("1.0");
    assertThat(cloudEvent.getId()).isEqualTo("activity-1");
    assertThat(cloudEvent.getType()).isEqualTo("user.active");
    assertThat(cloudEvent.getSource()).hasToString("/api-gateway");
    assertThat(cloudEvent.getSubject()).isEqualTo(user.toString());
    assertThat(cloudEvent.getTime()).hasToString("2026-03-14T19:02:11.484019Z");
    assertThat(cloudEvent.getDataContentType()).isEqualTo("application/json");
  }
}

package ai.babymusic.gateway.description;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.RunningGateway;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ApiDescriptionTest {

  private final JsonNode description = RunningGateway.shared().client().get("/v3/api-docs").json();

  @Test
  void aSongIsDescribedWithAllThatItShows() {
    assertThat(description.at("/components/schemas/SongRow/properties").propertyNames())
        .contains("status", "lyrics", "is_favorite");
    assertThat(description.at("/components/schemas/song_type/enum").size()).isEqualTo(4);
    assertThat(description.at("/components/schemas/Song/allOf").size()).isEqualTo(3);
    assertThat(description.at("/components/schemas/Forecast/properties").propertyNames())
        .containsExactly("progress", "queue_position", "estimated_ready_at");
    assertThat(
            description
                .at("/paths/~1api~1songs/post/responses/202/content/application~1json/schema/$ref")
                .asString())
        .isEqualTo("#/components/schemas/Song");
  }

  @Test
  void namesAreThoseOnTheWire() {
    assertThat(description.at("/components/schemas/Ticket/properties").propertyNames())
        .containsExactlyInAnyOrder("ticket", "expires_at");
    assertThat(description.at("/components/schemas/Toggled/properties").propertyNames())
        .containsExactlyInAnyOrder("success", "is_favorite");
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> broken = new ArrayList<>();
    description
        .findValuesAsString("$ref")
        .forEach(reference -> {
          if (description.at(reference.substring(1)).isMissingNode()) {
            broken.add(reference);
          }
        });
    assertThat(broken).isEmpty();
  }
}

package ai.babymusic.local.piapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultRulesTest {

  private final Path file;
  private final FaultRules rules;

  FaultRulesTest(@TempDir Path folder) {
    file = folder.resolve("faults.json");
    rules = FaultRules.open(file);
  }

  @Test
  void aCountedRuleHitsTheNextTasksAndNoMore() throws IOException {
    put(
        """
        {"rules":[{"fault":"late","seconds":3,"next":2}]}\
        """);

    assertThat(rules.forTask(Examples.order("a"))).containsExactly(new TimeFault.Late(3));
    assertThat(rules.forTask(Examples.order("b"))).hasSize(1);
    assertThat(rules.forTask(Examples.order("c"))).isEmpty();
  }

  @Test
  void aMarkedRuleHitsOnlyTasksThatBearTheMarker() throws IOException {
    put(
        """
        {"rules":[{"fault":"capitalised","marker":"Luna"},{"fault":"doubled","marker":"lullaby"}]}\
        """);

    assertThat(rules.forTask(Examples.order("Luna's song"))).hasSize(2);
    assertThat(rules.forTask(Examples.order("Mia's song")))
        .containsExactly(new TimeFault.Doubled(null));
  }

  @Test
  void aShareHitsItsPartAndTheSameTasksForTheSameSeed() throws IOException {
    String document =
        """
        {"rules":[{"fault":"lost","share":0.1,"seed":42}]}\
        """;
    put(document);
    var first = hits();
    put(document);

    assertThat(hits()).isEqualTo(first);
    assertThat(first.chars().filter(c -> c == 'x').count()).isBetween(12L, 54L);
  }

  @Test
  void countsAndRulesSurviveARestart() throws IOException {
    put(
        """
        {"rules":[{"fault":"failed","code":7,"message":"no","next":2},
                  {"fault":"audio","as":"html","tracks":[2]}]}\
        """);
    var unused = rules.forTask(Examples.order("a"));

    FaultRules again = FaultRules.open(file);

    assertThat(again.json()).isEqualTo(rules.json());
    assertThat(again.forTask(Examples.order("b"))).hasSize(2);
    assertThat(again.forTask(Examples.order("c"))).hasSize(1);
    assertThat(unused).hasSize(2);
  }

  @Test
  void refusalsComeOneAfterTheOtherAndUseUpNothingElse() throws IOException {
    put(
        """
        {"rules":[{"fault":"create_status","status":429,"retry_after":2,"next":1},
                  {"fault":"create_status","status":500,"next":1},
                  {"fault":"late","seconds":1,"next":1}]}\
        """);
    Order order = Examples.order("a");

    assertThat(rules.refusal(order)).isPresent();
    assertThat(rules.refusal(order)).isPresent();
    assertThat(rules.refusal(order)).isEmpty();
    assertThat(rules.forTask(order)).containsExactly(new TimeFault.Late(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"rules\":{}}",
        "{\"rules\":[1]}",
        "{\"rules\":[{\"fault\":\"tired\"}]}",
        "{\"rules\":[{\"fault\":\"late\"}]}",
        "{\"rules\":[{\"fault\":\"late\",\"secs\":3}]}",
        "{\"rules\":[{\"fault\":\"audio\",\"as\":\"loud\"}]}",
      })
  void whatIsNotUnderstoodChangesNothing(String document) throws IOException {
    put(
        """
        {"rules":[{"fault":"reordered"}]}\
        """);

    assertThatThrownBy(() -> put(document)).isInstanceOf(RuntimeException.class);
    assertThat(rules.forTask(Examples.order("a"))).containsExactly(new TimeFault.Reordered());
  }

  private String hits() throws IOException {
    StringBuilder hits = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      hits.append(rules.forTask(Examples.order("a")).isEmpty() ? '-' : 'x');
    }
    return hits.toString();
  }

  private void put(String document) throws IOException {
    rules.replace(Json.MAPPER.readTree(document));
  }
}

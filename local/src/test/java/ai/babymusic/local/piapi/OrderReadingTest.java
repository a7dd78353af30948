package ai.babymusic.local.piapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderReadingTest {

  private static final String GOOD = Examples.body("Luna", "http://127.0.0.1:1/hook");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "music-u | music-x | model",
        "generate_music | sing | task_type",
        "\"input\" | \"inputs\" | input",
        "\"user\" | \"mine\" | lyrics_type",
        "sleep, little one | '' | lyrics",
        "soft lullaby | '' | gpt_description_prompt",
        "-1 | \"one\" | seed",
        "\"Luna\" | 7 | title",
        "http://127.0.0.1:1/hook | ftp://x | webhook_config",
        "http://127.0.0.1:1/hook | not a url | webhook_config",
        "public | secret | service_mode",
      })
  void aWrongMemberIsNamed(String part, String instead, String named) {
    assertThat(read(GOOD.replace(part, instead)))
        .isInstanceOfSatisfying(
            OrderReading.Refused.class, refused -> assertThat(refused.reason()).contains(named));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "[]", "{", "{} x", "null", "\"a\""})
  void whatIsNoJsonObjectIsRefused(String body) {
    assertThat(read(body)).isInstanceOf(OrderReading.Refused.class);
  }

  @Test
  void olderClientsSendTheirLyricsAsPrompt() {
    OrderReading reading = read(GOOD.replace("\"lyrics\":", "\"prompt\":"));

    assertThat(reading)
        .isInstanceOfSatisfying(
            OrderReading.Understood.class,
            understood -> assertThat(understood.order().lyrics()).isEqualTo("sleep, little one"));
  }

  @Test
  void aTaskWithoutWebhooksIsFine() {
    String body =
        """
        {"model":"music-u","task_type":"generate_music",
         "input":{"gpt_description_prompt":"calm","lyrics_type":"instrumental"}}\
        """;

    assertThat(read(body)).isInstanceOf(OrderReading.Understood.class);
  }

  private static OrderReading read(String body) {
    return OrderReading.of(body.getBytes(StandardCharsets.UTF_8));
  }
}

package ai.babymusic.systemtests.signin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.systemtests.running.Parent;
import ai.babymusic.systemtests.running.Secrets;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page that links of our mails lead to, in the eyes of a browser. */
record ConfirmPage(URI address, String html) {

  private static final Pattern ACTION = Pattern.compile("<form method=\"post\" action=\"(\\w+)\"");
  private static final Pattern FIELD = Pattern.compile("name=\"(\\w+)\" value=\"([^\"]*)\"");

  static ConfirmPage open(URI link) {
    HttpResponse<String> page = Parent.send(HttpRequest.newBuilder(link));
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
    return new ConfirmPage(link, page.body());
  }

  /** Where pressing the button leads. */
  URI press() {
    var action = ACTION.matcher(html);
    assertThat(action.find()).as(html).isTrue();
    String form =
        FIELD
            .matcher(html)
            .results()
            .map(field -> field.group(1) + "=" + encoded(field.group(2).replace("&amp;", "&")))
            .collect(Collectors.joining("&"));
    HttpResponse<String> answer =
        Parent.send(
            HttpRequest.newBuilder(address.resolve(action.group(1)))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return Secrets.noteThoseIn(answer.headers().firstValue("location").orElseThrow());
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}

package ai.babymusic.gateway.security;

import ai.babymusic.gateway.problems.ProblemCode;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Tomcat refuses before any filter, such as an address that cannot be decoded: a problem, and
 * not Tomcat's own page.
 */
@Component
class UnreadableRequests implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private final JsonMapper json;

  UnreadableRequests(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    // Boot adds a silent page of its own to the same place; the last one there answers first.
    factory.addContextCustomizers(
        context -> context.getParent().getPipeline().addValve(new Report(json)));
  }

  private static final class Report extends ErrorReportValve {

    private final JsonMapper json;

    Report(JsonMapper json) {
      this.json = json;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
      HttpStatus status = HttpStatus.resolve(response.getStatus());
      if (status == null
          || !status.isError()
          || response.getContentWritten() > 0
          || !response.setErrorReported()) {
        return;
      }
      var code = status.is4xxClientError() ? ProblemCode.BAD_REQUEST : ProblemCode.INTERNAL_ERROR;
      response.setStatus(code.status().value());
      try {
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        Writer writer = response.getReporter();
        if (writer != null) {
          writer.write(json.writeValueAsString(code.problem("The request cannot be read.")));
          response.finishResponse();
        }
      } catch (IOException e) {
        container.getLogger().debug("the client left before it was told what was wrong", e);
      }
    }
  }
}

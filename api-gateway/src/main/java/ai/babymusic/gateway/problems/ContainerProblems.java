package ai.babymusic.gateway.problems;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/**
 * What Tomcat refuses before it knows whose request it is, such as a path with U+0000 in it: a
 * problem instead of Tomcat's own page. Public because Tomcat makes it, by its name.
 */
public final class ContainerProblems extends ErrorReportValve {
  private static final Logger log = LoggerFactory.getLogger(ContainerProblems.class);

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    if (response.getStatus() < 400
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    ProblemDetail problem = RequestProblems.of(HttpStatusCode.valueOf(response.getStatus()));
    try {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      Writer writer = response.getReporter();
      if (writer != null) {
        writer.write(ProblemJson.of(problem));
        response.finishResponse();
      }
    } catch (IOException e) {
      log.atDebug().addKeyValue("cause", e.toString()).log("client left before its problem");
    }
  }

  @Component
  static class Installer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
      factory.addContextCustomizers(context -> {
        if (context.getParent() instanceof StandardHost host) {
          host.setErrorReportValveClass(ContainerProblems.class.getName());
        }
      });
    }
  }
}

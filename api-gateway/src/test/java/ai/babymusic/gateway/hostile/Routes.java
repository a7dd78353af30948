package ai.babymusic.gateway.hostile;

import ai.babymusic.gateway.running.RunningGateway;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What a running gateway serves, from its own mappings: a new route cannot be forgotten. */
final class Routes {

  static final String ANY = "ANY";
  static final String PUBLISHED = "/auth/v1";
  static final String OURS = "/api/auth";

  private Routes() {}

  /** Method and path; the sign-in routes by their published address, which ours repeats. */
  static Set<String> of(RunningGateway gateway) {
    Set<String> routes = new TreeSet<>();
    gateway
        .bean(RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(mapping -> {
          var methods = mapping.getMethodsCondition().getMethods();
          for (String path : mapping.getPatternValues()) {
            if (!path.startsWith(OURS + "/")) {
              methods.forEach(method -> routes.add(method + " " + path));
              if (methods.isEmpty()) {
                routes.add(ANY + " " + path);
              }
            }
          }
        });
    return routes;
  }
}

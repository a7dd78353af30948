package ai.babymusic.gateway.signin;

import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.protocol.AuthRoutes;
import ai.babymusic.gateway.signin.sessions.Sessions;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** {@code POST /logout}: this sign-in, all others, or all. */
@AuthRoutes
class SignOutRoute {

  private static final Logger log = LoggerFactory.getLogger(SignOutRoute.class);

  private final Database database;
  private final Sessions sessions;

  SignOutRoute(@Qualifier("auth") Database database, Sessions sessions) {
    this.database = database;
    this.sessions = sessions;
  }

  @PostMapping("/logout")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void signOut(SignedIn signedIn, @RequestParam(defaultValue = "global") String scope) {
    var user = signedIn.account().id();
    Consumer<JdbcClient> ending =
        switch (scope) {
          case "global" -> jdbc -> sessions.endAll(jdbc, user);
          case "local" -> jdbc -> sessions.end(jdbc, signedIn.sessionId());
          case "others" -> jdbc -> sessions.endOthers(jdbc, user, signedIn.sessionId());
          default ->
              throw AuthError.validationFailed("Unsupported logout scope \"%s\"".formatted(scope));
        };
    database.run(ending);
    log.atInfo().addKeyValue("user_id", user).addKeyValue("scope", scope).log("signed out");
  }
}

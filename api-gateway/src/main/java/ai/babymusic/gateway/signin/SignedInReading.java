package ai.babymusic.gateway.signin;

import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.security.Caller;
import ai.babymusic.gateway.signin.accounts.Account;
import ai.babymusic.gateway.signin.accounts.AccountTable;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.protocol.BearerToken;
import ai.babymusic.gateway.signin.sessions.Sessions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets a route ask who is signed in. Unlike other routes it looks the session up, every time. */
@Configuration(proxyBeanMethods = false)
class SignedInReading implements WebMvcConfigurer, HandlerMethodArgumentResolver {

  private final JwtDecoder tokens;
  private final Database database;
  private final AccountTable accounts;
  private final Sessions sessions;
  private final Clock clock;

  SignedInReading(
      JwtDecoder tokens,
      @Qualifier("auth") Database database,
      AccountTable accounts,
      Sessions sessions,
      Clock clock) {
    this.tokens = tokens;
    this.database = database;
    this.accounts = accounts;
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(SignedIn.class);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == SignedIn.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer view,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binder) {
    return by(request.getHeader(HttpHeaders.AUTHORIZATION));
  }

  /** For routes where being signed in is not always needed. */
  SignedIn by(@Nullable String authorization) {
    Caller caller = caller(authorization);
    return database.snapshot(jdbc -> {
      Account account =
          accounts
              .find(jdbc, caller.userId())
              .orElseThrow(() ->
                  AuthError.forbidden(
                      "user_not_found", "User from sub claim in JWT does not exist"));
      Instant since =
          sessions
              .openSince(jdbc, caller.sessionId(), caller.userId())
              .orElseThrow(() ->
                  AuthError.forbidden(
                      "session_not_found", "Session from session_id claim in JWT does not exist"));
      if (account.isBanned(clock.instant())) {
        throw AuthError.forbidden("user_banned", "User is banned");
      }
      return new SignedIn(account, caller.sessionId(), since);
    });
  }

  private Caller caller(@Nullable String authorization) {
    Jwt token = BearerToken.read(tokens, authorization);
    if (token.getSubject() == null) {
      throw AuthError.forbidden("bad_jwt", "invalid claim: missing sub claim");
    }
    return Caller.of(token);
  }
}

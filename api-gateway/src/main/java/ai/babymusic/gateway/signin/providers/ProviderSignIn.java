package ai.babymusic.gateway.signin.providers;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.signin.accounts.Account;
import ai.babymusic.gateway.signin.flows.AuthCodes;
import ai.babymusic.gateway.signin.flows.FlowType;
import ai.babymusic.gateway.signin.flows.Landing;
import ai.babymusic.gateway.signin.flows.RedirectTargets;
import ai.babymusic.gateway.signin.flows.Secret;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.protocol.ClientDevice;
import ai.babymusic.gateway.signin.sessions.AuthenticationMethod;
import ai.babymusic.gateway.signin.sessions.Sessions;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sends browsers to a provider and receives them back. */
@Component
public class ProviderSignIn {

  private static final Logger log = LoggerFactory.getLogger(ProviderSignIn.class);

  private final Providers providers;
  private final CodeExchange exchange;
  private final FlowTable flows;
  private final AccountRules rules;
  private final AuthCodes codes;
  private final Sessions sessions;
  private final Database database;
  private final GatewaySettings.Auth settings;

  ProviderSignIn(
      Providers providers,
      CodeExchange exchange,
      FlowTable flows,
      AccountRules rules,
      AuthCodes codes,
      Sessions sessions,
      @Qualifier("auth") Database database,
      GatewaySettings settings) {
    this.providers = providers;
    this.exchange = exchange;
    this.flows = flows;
    this.rules = rules;
    this.codes = codes;
    this.sessions = sessions;
    this.database = database;
    this.settings = settings.auth();
  }

  /** Begins a sign-in; where the browser goes. */
  URI begin(AuthorizeQuery query, Secret browser) {
    Provider provider = providers.named(query.provider());
    var secrets = begin(query, browser, null);
    return URI.create(Departure.to(provider, secrets, query).getAuthorizationRequestUri());
  }

  /**
   * Begins to link an identity. It is asked for by a page's code, whose cookies need not be the
   * browser's; so the browser is sent to us first, and bound to the flow there.
   */
  public URI beginLink(AuthorizeQuery query, UUID session) {
    providers.enabled(query.provider());
    var secrets = begin(query, null, session);
    return query.continuedAt(
        settings.externalUrl() + "/authorize/continue", secrets.state().text());
  }

  /** The second step of {@link #beginLink}. */
  URI proceed(AuthorizeQuery query, Secret browser) {
    var state = new Secret(query.state());
    var expected =
        database
            .write(jdbc -> flows.bind(jdbc, state, browser))
            .orElseThrow(ProviderSignIn::unknownState);
    Provider provider = providers.named(expected.flow().provider());
    var secrets = new FlowSecrets(state, expected.salt());
    return URI.create(Departure.to(provider, secrets, query).getAuthorizationRequestUri());
  }

  /** Where a browser that is back goes on to, with what it came for or why it did not get it. */
  URI finish(Callback callback, @Nullable Secret browser, ClientDevice device) {
    var state = new Secret(callback.state());
    var home = new Landing(settings.siteUrl().toString());
    return switch (database.write(jdbc -> flows.spend(jdbc, state, browser))) {
      case Return.Expected(var flow, var salt) ->
          finish(callback, flow, new FlowSecrets(state, salt), device);
      case Return.AlreadyUsed(var flow) ->
          flow.landing()
              .with(
                  AuthError.badRequest("flow_state_already_used", "State has already been used"),
                  flow.type());
      case Return.Expired(var flow) ->
          flow.landing().with(badState("OAuth state has expired"), flow.type());
      case Return.OtherBrowser() ->
          home.with(badState("OAuth state belongs to another browser"), FlowType.PKCE);
      case Return.Unknown() -> home.with(unknownState(), FlowType.PKCE);
    };
  }

  private FlowSecrets begin(
      AuthorizeQuery query, @Nullable Secret browser, @Nullable UUID linkSession) {
    var secrets = FlowSecrets.random();
    var flow =
        new ProviderFlow(
            query.provider(),
            RedirectTargets.of(settings).choose(query.redirectTo()),
            query.challenge(),
            linkSession);
    database.run(jdbc -> flows.add(jdbc, secrets, flow, browser));
    return secrets;
  }

  private URI finish(
      Callback callback, ProviderFlow flow, FlowSecrets secrets, ClientDevice device) {
    try {
      Provider provider = providers.named(flow.provider());
      var left = Departure.to(provider, secrets, AuthorizeQuery.NOTHING);
      // Outside of any transaction: no connection waits for somebody else's answer.
      var answer = exchange.trade(provider, left, callback.code());
      return database.write(jdbc -> land(jdbc, flow, answer, device));
    } catch (AuthError refused) {
      return flow.landing().with(refused, flow.type());
    }
  }

  private URI land(
      JdbcClient jdbc, ProviderFlow flow, CodeExchange.Answer answer, ClientDevice device) {
    Account account =
        flow.linkSession() == null
            ? rules.admit(jdbc, answer.identity())
            : rules.link(jdbc, linkingUser(jdbc, flow.linkSession()), answer.identity());
    log.atInfo()
        .addKeyValue("user_id", account.id())
        .addKeyValue("provider", flow.provider())
        .log("signed in");
    return flow.challenge()
        .map(challenge ->
            flow.landing()
                .withCode(codes.issue(jdbc, account.id(), challenge, AuthenticationMethod.OAUTH)))
        .orElseGet(() ->
            flow.landing()
                .with(
                    sessions.open(jdbc, account, AuthenticationMethod.OAUTH, device),
                    answer.tokens()));
  }

  private UUID linkingUser(JdbcClient jdbc, UUID session) {
    return sessions
        .owner(jdbc, session)
        .orElseThrow(() ->
            AuthError.forbidden("session_not_found", "The session that began to link has ended"));
  }

  private static AuthError unknownState() {
    return badState("OAuth state not found or expired");
  }

  private static AuthError badState(String why) {
    return AuthError.badRequest("bad_oauth_state", why);
  }
}

package ai.babymusic.gateway.signin.providers;

import ai.babymusic.gateway.signin.expiry.Perishable;
import ai.babymusic.gateway.signin.flows.CodeChallenge;
import ai.babymusic.gateway.signin.flows.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** {@code auth.provider_flows}: each state counts once, for ten minutes, in one browser. */
@Component
class FlowTable implements Perishable {

  private static final String COLUMNS =
      "provider, redirect_to, code_challenge_method, code_challenge, link_session, salt";
  private static final String FRESH = "created_at > now() - interval '10 minutes'";

  /** {@code browser}: null if it is not known yet. */
  void add(JdbcClient jdbc, FlowSecrets secrets, ProviderFlow flow, @Nullable Secret browser) {
    var challenge = flow.challenge().orElse(null);
    jdbc.sql(
            """
            insert into auth.provider_flows (state_hash, browser_hash, salt, provider, redirect_to,
              code_challenge_method, code_challenge, link_session)
            values (:state, :browser, :salt, :provider, :to, :method, :challenge, :session)
            """)
        .param("state", secrets.state().hash())
        .param("browser", browser == null ? null : browser.hash())
        .param("salt", secrets.salt())
        .param("provider", flow.provider())
        .param("to", flow.redirectTo())
        .param("method", challenge == null ? null : challenge.method())
        .param("challenge", challenge == null ? null : challenge.value())
        .param("session", flow.linkSession())
        .update();
  }

  /** The first browser that comes with the state of a flow without one is its browser. */
  Optional<Return.Expected> bind(JdbcClient jdbc, Secret state, Secret browser) {
    return jdbc.sql(
            """
            update auth.provider_flows set browser_hash = :browser
            where state_hash = :state and coalesce(browser_hash, :browser) = :browser
              and used_at is null and %s
            returning %s
            """
                .formatted(FRESH, COLUMNS))
        .param("browser", browser.hash())
        .param("state", state.hash())
        .query(FlowTable::expected)
        .optional();
  }

  /** Spends a state. Whoever may not spend it leaves it as it was. */
  Return spend(JdbcClient jdbc, Secret state, @Nullable Secret browser) {
    byte[] browserHash = browser == null ? null : browser.hash();
    Optional<Return> expected =
        jdbc.sql(
                """
                update auth.provider_flows set used_at = now()
                where state_hash = :state and browser_hash = :browser and used_at is null and %s
                returning %s
                """
                    .formatted(FRESH, COLUMNS))
            .param("browser", browserHash)
            .param("state", state.hash())
            .query((row, number) -> (Return) expected(row, number))
            .optional();
    return expected.orElseGet(() -> whyNot(jdbc, state, browserHash));
  }

  @Override
  public int removePast(JdbcClient jdbc, int most) {
    return jdbc.sql(
            """
            delete from auth.provider_flows where state_hash in (
              select state_hash from auth.provider_flows
              where created_at < now() - interval '1 hour' limit ? for update skip locked)
            """)
        .param(most)
        .update();
  }

  private static Return whyNot(JdbcClient jdbc, Secret state, byte @Nullable [] browserHash) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                , used_at is not null as used, browser_hash is not distinct from :browser as same
                from auth.provider_flows where state_hash = :state
                """)
        .param("browser", browserHash)
        .param("state", state.hash())
        .query((row, number) -> {
          var flow = expected(row, number).flow();
          if (!row.getBoolean("same")) {
            return new Return.OtherBrowser();
          }
          return row.getBoolean("used") ? new Return.AlreadyUsed(flow) : new Return.Expired(flow);
        })
        .optional()
        .orElseGet(Return.Unknown::new);
  }

  private static Return.Expected expected(ResultSet row, int number) throws SQLException {
    var flow =
        new ProviderFlow(
            row.getString("provider"),
            row.getString("redirect_to"),
            CodeChallenge.of(
                row.getString("code_challenge"), row.getString("code_challenge_method")),
            row.getObject("link_session", UUID.class));
    return new Return.Expected(flow, row.getObject("salt", UUID.class));
  }
}

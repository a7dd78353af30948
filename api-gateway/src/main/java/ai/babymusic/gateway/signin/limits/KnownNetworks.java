package ai.babymusic.gateway.signin.limits;

import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.expiry.Perishable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * {@code auth.known_networks}: where an account was signed in to within the last 90 days. An
 * address without an account has none, found by the same query.
 */
@Component
class KnownNetworks implements Perishable {

  private final Database database;

  KnownNetworks(@Qualifier("auth") Database database) {
    this.database = database;
  }

  boolean include(EmailAddress account, ClientNetwork network) {
    return database.snapshot(jdbc ->
        jdbc.sql(
                """
                select exists (
                  select from auth.users u join auth.known_networks k on k.user_id = u.id
                  where lower(u.email) = ? and k.network = ?)
                """)
            .params(account.value(), network.hashFor(account))
            .query(Boolean.class)
            .single());
  }

  /** Written once a day at most: most sign-ins are from where the last one was. */
  void add(EmailAddress account, ClientNetwork network) {
    database.run(jdbc ->
        jdbc.sql(
                """
                insert into auth.known_networks as k (user_id, network)
                select u.id, ? from auth.users u where lower(u.email) = ?
                on conflict (user_id, network) do update set seen_at = now()
                where k.seen_at < now() - interval '1 day'
                """)
            .params(network.hashFor(account), account.value())
            .update());
  }

  @Override
  public int removePast(JdbcClient jdbc, int most) {
    return jdbc.sql(
            """
            delete from auth.known_networks where (user_id, network) in (
              select user_id, network from auth.known_networks
              where seen_at < now() - interval '90 days' limit ? for update skip locked)
            """)
        .param(most)
        .update();
  }
}

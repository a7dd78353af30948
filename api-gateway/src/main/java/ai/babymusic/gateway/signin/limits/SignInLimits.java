package ai.babymusic.gateway.signin.limits;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.problems.RateLimit;
import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.protocol.ClientDevice;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Refuses who tries too often. All gateways count together. An address is counted as it was typed,
 * whether or not somebody has an account with it, so that no limit tells who has one.
 */
@Component
public class SignInLimits {

  private static final Logger log = LoggerFactory.getLogger(SignInLimits.class);

  private final Buckets buckets;
  private final KnownNetworks networks;
  private final MeterRegistry meters;
  private final boolean on;
  private final Duration mailGap;

  SignInLimits(
      Buckets buckets, KnownNetworks networks, MeterRegistry meters, GatewaySettings settings) {
    this.buckets = buckets;
    this.networks = networks;
    this.meters = meters;
    this.on = settings.auth().rateLimits();
    this.mailGap = settings.auth().mailMinInterval();
  }

  /**
   * Counts a request of a client. Most routes have this done for them by {@code LimitedRoutes}.
   *
   * @throws AuthError 429; for a refresh 503, since with any 4xx the client drops its session
   */
  public void request(RequestLimit limit, ClientDevice device) {
    take(
        limit == RequestLimit.REFRESH
            ? HttpStatus.SERVICE_UNAVAILABLE
            : HttpStatus.TOO_MANY_REQUESTS,
        limit.allowance(),
        ClientNetwork.of(device).text());
  }

  /**
   * Does what compares a secret with what somebody claims to know. It counts before the work, so
   * that a thousand attempts at once are no way around, and takes the count back if the work ends
   * without an exception: only what was wrong counts.
   *
   * @throws AuthError 429 if too much was wrong before; then the work is not done
   */
  public <T> T attempt(
      AttemptLimit limit, EmailAddress account, ClientDevice device, Supplier<T> work) {
    if (!on) {
      return work.get();
    }
    var network = ClientNetwork.of(device);
    var here = limit.fromOneNetwork();
    var anywhere = limit.fromAnywhere();
    var daily = limit.inADay();
    // First the smaller share: what it refuses takes nothing from the account's owner.
    take(HttpStatus.TOO_MANY_REQUESTS, here, account.value(), network.text());
    boolean known = networks.include(account, network);
    // Taken also where it does not count: the same work for every address.
    var empty = buckets.take(anywhere, account.value());
    var emptyToday = buckets.take(daily, account.value());
    if (!known) {
      refuse(HttpStatus.TOO_MANY_REQUESTS, anywhere, empty);
      refuse(HttpStatus.TOO_MANY_REQUESTS, daily, emptyToday);
    }
    T result = work.get();
    try {
      buckets.giveBack(here, account.value(), network.text());
      if (empty.isEmpty()) {
        buckets.giveBack(anywhere, account.value());
      }
      if (emptyToday.isEmpty()) {
        buckets.giveBack(daily, account.value());
      }
      networks.add(account, network);
    } catch (DataAccessException | TransactionException e) {
      // One count too many: no reason to lose what was just proved.
      log.atWarn().addKeyValue("cause", e.toString()).log("attempt stays counted");
    }
    return result;
  }

  /**
   * Counts a mail that is about to be asked for: one of a kind to an address in the set time, and
   * not many a day.
   *
   * @throws AuthError 429 if the last one was asked for just now
   */
  public void mail(MailLimit kind, EmailAddress to) {
    if (!on || mailGap.isZero()) {
      return;
    }
    for (Allowance allowance : List.of(kind.inADay(), kind.every(mailGap))) {
      buckets
          .take(allowance, to.value())
          .ifPresent(wait -> {
            throw refused(tooManyMails(wait), allowance, wait);
          });
    }
  }

  private static AuthError tooManyMails(Duration wait) {
    return AuthError.of(
        HttpStatus.TOO_MANY_REQUESTS,
        "over_email_send_rate_limit",
        "For security purposes, you can only request this after %d seconds."
            .formatted(RateLimit.seconds(wait)));
  }

  private void take(HttpStatus refusal, Allowance allowance, String... whose) {
    if (!on) {
      return;
    }
    refuse(refusal, allowance, buckets.take(allowance, whose));
  }

  private void refuse(HttpStatus refusal, Allowance allowance, Optional<Duration> untilNext) {
    untilNext.ifPresent(wait -> {
      throw refused(
          AuthError.of(refusal, "over_request_rate_limit", "Request rate limit reached"),
          allowance,
          wait);
    });
  }

  private AuthError refused(AuthError error, Allowance allowance, Duration wait) {
    meters.counter("signin.limited", "limit", allowance.name()).increment();
    return error.with(
        Map.of(
            HttpHeaders.RETRY_AFTER, Long.toString(RateLimit.seconds(wait)),
            RateLimit.HEADER, allowance.exhausted(wait),
            RateLimit.POLICY_HEADER, allowance.policy()));
  }
}

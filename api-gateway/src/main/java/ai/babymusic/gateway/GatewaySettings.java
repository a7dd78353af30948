package ai.babymusic.gateway;

import ai.babymusic.schemas.provision.DatabaseUrl;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/** All settings of the gateway, one part a feature. A bad value stops the start with its name. */
@Validated
@ConfigurationProperties("gateway")
public record GatewaySettings(
    @Valid @NotNull Database database,
    @Valid @NotNull Web web,
    @Valid @NotNull Auth auth,
    @Valid @NotNull Mail mail,
    @Valid @NotNull Songs songs,
    @Valid @NotNull Events events,
    @Valid @NotNull Audio audio) {

  /**
   * The database, reached by one login that takes a role of its own in each pool.
   *
   * @param url {@code postgresql://role:password@host:port/database}
   * @param poolSize connections of the pool for users' rows
   * @param authPoolSize connections of the pool for accounts
   * @param opsPoolSize connections of the pool for operators' views
   * @param patience how long a request waits for a connection, and for an answer on one: a database
   *     that is away costs a request no more than this
   */
  public record Database(
      @NotBlank String url,
      @Min(1) int poolSize,
      @Min(1) int authPoolSize,
      @Min(1) int opsPoolSize,
      @NotNull @DurationMin(seconds = 1) Duration patience) {

    public DatabaseUrl parsed() {
      return DatabaseUrl.parse(url);
    }
  }

  /**
   * What every route has in common.
   *
   * @param corsOrigins web origins whose pages may call the API; {@code *} for all
   * @param maxBody the largest request body
   */
  public record Web(@NotEmpty List<String> corsOrigins, @NotNull DataSize maxBody) {}

  /**
   * Sign-in.
   *
   * @param jwksFile private JWK Set of RS256 or ES256 keys: the first signs, all verify
   * @param issuer the {@code iss} of every token, made and accepted
   * @param externalUrl where browsers reach {@code /auth/v1}: links in mails and answers of other
   *     sign-in providers lead there
   * @param tokenLife how long an access token is valid; a session that ended is announced for a
   *     day, so no token may live that long
   * @param clockSkew how far another machine's clock may be off
   * @param revocationCheck how often the database is asked which sessions have ended
   * @param jwksCheck how often the file of keys is looked at for changes
   * @param refreshReuseInterval how long a refresh token that was just used still answers
   * @param siteUrl where the frontend lives; mails and sign-in links lead back there
   * @param redirectUrls further addresses a sign-in may lead back to
   * @param autoConfirm whether a new account is confirmed at once, without a mail
   * @param anonymous whether guests may sign in without an address
   * @param signupDisabled whether new accounts are refused
   * @param rateLimits whether clients and accounts are kept from trying too often
   * @param mailMinInterval the shortest time between two mails of a kind to one address; zero: none
   * @param minPasswordLength in characters
   * @param securePasswordChange whether a new password in a session of more than a day needs a code
   *     by mail
   * @param oneTimeTokenLife how long links and codes in mails are good
   * @param manualLinking whether users may add and remove identities of other providers
   * @param providers who else signs users in, by the name clients call them
   */
  public record Auth(
      @NotNull Path jwksFile,
      @NotBlank String issuer,
      @NotNull URI externalUrl,
      @NotNull @DurationMin(seconds = 1) @DurationMax(hours = 23) Duration tokenLife,
      @NotNull @DurationMax(minutes = 30) Duration clockSkew,
      @NotNull @DurationMin(millis = 100) Duration revocationCheck,
      @NotNull @DurationMin(millis = 100) Duration jwksCheck,
      @NotNull Duration refreshReuseInterval,
      @NotNull URI siteUrl,
      @NotNull List<String> redirectUrls,
      boolean autoConfirm,
      boolean anonymous,
      boolean signupDisabled,
      boolean rateLimits,
      @NotNull Duration mailMinInterval,
      @Min(6) int minPasswordLength,
      boolean securePasswordChange,
      @NotNull @DurationMin(minutes = 1) Duration oneTimeTokenLife,
      boolean manualLinking,
      @NotNull Map<String, @Valid Provider> providers) {}

  /**
   * Mail.
   *
   * @param smtpUrl {@code smtp://user:password@host:port}, {@code smtps://…}; {@code ?tls=required}
   *     insists on TLS
   * @param from who mails come from
   * @param patience how long the mail server may take for each answer
   */
  public record Mail(@NotNull URI smtpUrl, @NotBlank String from, @NotNull Duration patience) {}

  /**
   * Somebody else's sign-in, by OpenID Connect.
   *
   * @param issuer where its configuration is found, under {@code /.well-known}
   * @param clientId what it calls us; empty: it is switched off
   * @param clientSecret our password there
   * @param scopes what it is asked to tell
   */
  public record Provider(
      @Nullable URI issuer,
      @DefaultValue("") String clientId,
      @DefaultValue("") String clientSecret,
      @DefaultValue({"openid", "email", "profile"}) List<String> scopes) {

    public boolean enabled() {
      return !clientId.isBlank();
    }

    @AssertTrue(message = "needs an issuer (a URL) and a client secret beside its client id")
    boolean isComplete() {
      return !enabled() || (issuer != null && !clientSecret.isBlank());
    }

    @Override
    public String toString() {
      return "provider at " + issuer; // never the secret
    }
  }

  /**
   * How much one user may ask for.
   *
   * @param maxActivePerUser unfinished songs at a time
   * @param maxPerUserPerDay attempts asked for in any 24 hours; deleting a song gives none back
   * @param maxConcurrentTasks how many songs the workers have composed at a time, to tell how long
   *     one waits
   */
  public record Songs(
      @Min(1) int maxActivePerUser, @Min(1) int maxPerUserPerDay, @Min(1) int maxConcurrentTasks) {}

  /**
   * Live updates.
   *
   * @param heartbeat the longest time between two signs of life on a stream
   * @param maxStreamsPerUser streams of one user on one gateway
   * @param longestQueue changes that wait for one client before it is cut as too slow
   */
  public record Events(
      @NotNull @DurationMin(millis = 100) Duration heartbeat,
      @Min(1) int maxStreamsPerUser,
      @Min(1) int longestQueue) {}

  /**
   * Where audio is stored, for signing links to it.
   *
   * @param publicEndpoint as browsers reach it: the host is part of the signature
   */
  public record Audio(
      @NotNull URI publicEndpoint,
      @NotBlank String region,
      @NotBlank String accessKeyId,
      @NotBlank String secretAccessKey) {}
}

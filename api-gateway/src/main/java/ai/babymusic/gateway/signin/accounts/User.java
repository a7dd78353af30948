package ai.babymusic.gateway.signin.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account as clients see it, in the contract's shape. What never happened is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record User(
    UUID id,
    String aud,
    String role,
    String email,
    @Nullable Instant emailConfirmedAt,
    @Nullable Instant invitedAt,
    String phone,
    @Nullable Instant confirmationSentAt,
    @Nullable Instant confirmedAt,
    @Nullable Instant recoverySentAt,
    @Nullable String newEmail,
    @Nullable Instant emailChangeSentAt,
    @Nullable Instant reauthenticationSentAt,
    @Nullable Instant lastSignInAt,
    Map<String, Object> appMetadata,
    Map<String, Object> userMetadata,
    List<Identity> identities,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant bannedUntil,
    boolean isAnonymous) {

  private static final String AUDIENCE = "authenticated";

  public static User of(Account account) {
    var marks = account.marks();
    return new User(
        account.id(),
        AUDIENCE,
        account.role(),
        Objects.requireNonNullElse(account.email(), ""),
        marks.emailConfirmedAt(),
        marks.invitedAt(),
        "",
        marks.confirmationSentAt(),
        marks.emailConfirmedAt(),
        marks.recoverySentAt(),
        account.newEmail(),
        marks.emailChangeSentAt(),
        marks.reauthenticationSentAt(),
        marks.lastSignInAt(),
        account.appMetadata(),
        account.userMetadata(),
        account.identities(),
        account.createdAt(),
        account.updatedAt(),
        marks.bannedUntil(),
        account.anonymous());
  }
}

package ai.babymusic.gateway.signin.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code auth.users} with its identities. */
public record Account(
    UUID id,
    String role,
    @Nullable String email,
    @Nullable String newEmail,
    @Nullable String passwordHash,
    Marks marks,
    Map<String, Object> appMetadata,
    Map<String, Object> userMetadata,
    boolean anonymous,
    Instant createdAt,
    Instant updatedAt,
    List<Identity> identities) {

  /** When what happened; null: never. */
  public record Marks(
      @Nullable Instant emailConfirmedAt,
      @Nullable Instant invitedAt,
      @Nullable Instant confirmationSentAt,
      @Nullable Instant recoverySentAt,
      @Nullable Instant emailChangeSentAt,
      @Nullable Instant reauthenticationSentAt,
      @Nullable Instant lastSignInAt,
      @Nullable Instant bannedUntil) {}

  Account with(List<Identity> found) {
    return new Account(
        id,
        role,
        email,
        newEmail,
        passwordHash,
        marks,
        appMetadata,
        userMetadata,
        anonymous,
        createdAt,
        updatedAt,
        found);
  }

  /** The same with another address. */
  Account at(EmailAddress other) {
    return new Account(
        id,
        role,
        other.value(),
        newEmail,
        passwordHash,
        marks,
        appMetadata,
        userMetadata,
        anonymous,
        createdAt,
        updatedAt,
        identities.stream().map(identity -> identity.at(other)).toList());
  }

  /** Guests have nothing to confirm. */
  public boolean isConfirmed() {
    return anonymous || marks.emailConfirmedAt() != null;
  }

  public boolean isBanned(Instant now) {
    return marks.bannedUntil() != null && marks.bannedUntil().isAfter(now);
  }

  @Override
  public String toString() {
    return "account " + id; // never the address, the hash or what the user told us
  }
}

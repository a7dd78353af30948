package ai.babymusic.gateway.signin.providers;

import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.accounts.ProvidedIdentity;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.protocol.Storable;
import jakarta.validation.Validator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.stereotype.Component;

/** Turns claims that were verified into an identity in the contract's words. */
@Component
class Claims {

  private static final int MAX_SUBJECT = 255; // as OpenID Connect has it
  private static final int MAX_LENGTH = 1000;

  private final Validator validator;

  Claims(Validator validator) {
    this.validator = validator;
  }

  /**
   * Reads what a provider said.
   *
   * @throws AuthError if it does not say who
   */
  ProvidedIdentity identity(Provider provider, Map<String, Object> claims) {
    String subject = text(claims, StandardClaimNames.SUB);
    if (subject == null || subject.length() > MAX_SUBJECT) {
      throw AuthError.badRequest("bad_oauth_callback", "Missing sub claim in id_token");
    }
    EmailAddress email = email(text(claims, StandardClaimNames.EMAIL));
    // Some providers write it as text.
    boolean verified = "true".equals(String.valueOf(claims.get(StandardClaimNames.EMAIL_VERIFIED)));
    var data = new LinkedHashMap<String, Object>();
    put(data, "iss", text(claims, "iss"));
    put(data, "sub", subject);
    put(data, "provider_id", subject);
    String name = text(claims, StandardClaimNames.NAME);
    put(data, "name", name);
    put(data, "full_name", name);
    String picture = text(claims, StandardClaimNames.PICTURE);
    put(data, "avatar_url", picture);
    put(data, "picture", picture);
    if (email != null) {
      put(data, "email", email.value());
      data.put("email_verified", verified);
    }
    data.put("phone_verified", false);
    return new ProvidedIdentity(provider.name(), subject, email, verified, data);
  }

  private @Nullable EmailAddress email(@Nullable String claimed) {
    if (claimed == null) {
      return null;
    }
    try {
      return EmailAddress.parse(claimed, validator);
    } catch (AuthError unreadable) {
      return null; // as if none had been told
    }
  }

  /** What cannot be stored, or is so long that it is none of these, was not said. */
  private static @Nullable String text(Map<String, Object> claims, String name) {
    Object value = claims.get(name);
    if (value == null) {
      return null;
    }
    String text = value.toString();
    return text.isEmpty() || text.length() > MAX_LENGTH || !Storable.isStorable(text) ? null : text;
  }

  private static void put(Map<String, Object> data, String name, @Nullable String value) {
    if (value != null) {
      data.put(name, value);
    }
  }
}

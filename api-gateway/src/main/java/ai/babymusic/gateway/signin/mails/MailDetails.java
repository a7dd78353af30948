package ai.babymusic.gateway.signin.mails;

import ai.babymusic.gateway.signin.flows.CodeChallenge;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a mail needs to know besides its recipient; no secret.
 *
 * @param redirectTo where its link leads in the end
 * @param challenge who may go on from the link; null: whoever follows it
 * @param user whose mail it is, where the recipient alone does not say it
 * @param newAccount what an account made for an unknown recipient says about itself, as JSON; null:
 *     none is made
 */
public record MailDetails(
    String redirectTo,
    @Nullable CodeChallenge challenge,
    @Nullable UUID user,
    @Nullable String newAccount) {

  private static final String REDIRECT_TO = "redirect_to";
  private static final String CHALLENGE = "code_challenge";
  private static final String METHOD = "code_challenge_method";
  private static final String USER = "user_id";
  private static final String NEW_ACCOUNT = "new_account";

  public static MailDetails of(String redirectTo, Optional<CodeChallenge> challenge) {
    return new MailDetails(redirectTo, challenge.orElse(null), null, null);
  }

  public MailDetails about(UUID account) {
    return new MailDetails(redirectTo, challenge, account, newAccount);
  }

  public MailDetails creating(String userMetadata) {
    return new MailDetails(redirectTo, challenge, user, userMetadata);
  }

  static MailDetails read(Map<String, String> fields) {
    String value = fields.get(CHALLENGE);
    String method = fields.get(METHOD);
    String user = fields.get(USER);
    return new MailDetails(
        fields.getOrDefault(REDIRECT_TO, ""),
        value == null || method == null ? null : new CodeChallenge(method, value),
        user == null ? null : UUID.fromString(user),
        fields.get(NEW_ACCOUNT));
  }

  Map<String, String> fields() {
    var fields = new LinkedHashMap<String, String>();
    fields.put(REDIRECT_TO, redirectTo);
    if (challenge != null) {
      fields.put(CHALLENGE, challenge.value());
      fields.put(METHOD, challenge.method());
    }
    if (user != null) {
      fields.put(USER, user.toString());
    }
    if (newAccount != null) {
      fields.put(NEW_ACCOUNT, newAccount);
    }
    return fields;
  }
}

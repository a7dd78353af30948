package ai.babymusic.gateway.profile;

import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.database.OwnRows;
import ai.babymusic.gateway.problems.InvalidField;
import ai.babymusic.gateway.problems.Problem;
import ai.babymusic.gateway.problems.ProblemCode;
import ai.babymusic.gateway.security.Caller;
import ai.babymusic.gateway.signin.accounts.AccountTable;
import ai.babymusic.gateway.signin.sessions.Sessions;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The routes of the caller's own profile. */
@RestController
@RequestMapping("/api/profile")
class ProfileController {
  private static final Logger log = LoggerFactory.getLogger(ProfileController.class);

  private final Database database;
  private final AccountTable accounts;
  private final Sessions sessions;
  private final OwnRows rows;
  private final ShownProfile shown;

  ProfileController(
      @Qualifier("auth") Database database,
      AccountTable accounts,
      Sessions sessions,
      OwnRows rows,
      ShownProfile shown) {
    this.database = database;
    this.accounts = accounts;
    this.sessions = sessions;
    this.rows = rows;
    this.shown = shown;
  }

  @GetMapping
  ObjectNode read(@AuthenticationPrincipal Caller caller) {
    UUID user = caller.userId();
    return answer(rows.snapshot(user, jdbc -> new ProfileTable(jdbc, user).find()));
  }

  @PatchMapping
  ObjectNode change(@AuthenticationPrincipal Caller caller, @RequestBody JsonNode body) {
    var patch = ProfilePatch.parse(body);
    UUID user = caller.userId();
    return answer(
        rows.write(
            user,
            jdbc -> {
              var profiles = new ProfileTable(jdbc, user);
              if (patch.timezone() != null && !profiles.isTimeZone(patch.timezone())) {
                throw InvalidField.because("timezone", "must be an IANA time zone");
              }
              profiles.change(patch);
              return profiles.find();
            }));
  }

  /** With it go the account, its sign-ins and songs; the audio a moment later. */
  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@AuthenticationPrincipal Caller caller) {
    boolean deleted =
        database.write(jdbc -> {
          // Looked up, since this cannot be undone: a sign-out may just be on its way to here.
          if (sessions.openSince(jdbc, caller.sessionId(), caller.userId()).isEmpty()) {
            throw new Problem(ProblemCode.SESSION_REVOKED, "Sign in again.");
          }
          return accounts.delete(jdbc, caller.userId());
        });
    if (!deleted) {
      throw new Problem(ProblemCode.ACCOUNT_GONE, "It has just been deleted.");
    }
    log.atInfo().addKeyValue("user_id", caller.userId()).log("account deleted by its owner");
  }

  private ObjectNode answer(Optional<Profile> found) {
    return found
        .map(profile -> shown.of(profile.row()).put("email", profile.email()))
        .orElseThrow(() -> new Problem(ProblemCode.ACCOUNT_GONE, "It has just been deleted."));
  }
}

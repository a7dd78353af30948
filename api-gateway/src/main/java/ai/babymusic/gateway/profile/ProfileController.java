package ai.babymusic.gateway.profile;

import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.problems.Problem;
import ai.babymusic.gateway.problems.ProblemCode;
import ai.babymusic.gateway.security.Caller;
import ai.babymusic.gateway.signin.accounts.AccountTable;
import ai.babymusic.gateway.signin.sessions.Sessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The routes of the caller's own profile. */
@RestController
@RequestMapping("/api/profile")
class ProfileController {
  private static final Logger log = LoggerFactory.getLogger(ProfileController.class);

  private final Database database;
  private final AccountTable accounts;
  private final Sessions sessions;

  ProfileController(
      @Qualifier("auth") Database database, AccountTable accounts, Sessions sessions) {
    this.database = database;
    this.accounts = accounts;
    this.sessions = sessions;
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
}

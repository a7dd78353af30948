package ai.babymusic.gateway.signin;

import ai.babymusic.gateway.signin.accounts.User;
import ai.babymusic.gateway.signin.protocol.AuthBody;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.protocol.AuthRoutes;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;

/** {@code /user}: the account of whoever is signed in. */
@AuthRoutes
class UserRoute {

  private final UserChange change;

  UserRoute(UserChange change) {
    this.change = change;
  }

  @GetMapping("/user")
  User user(SignedIn signedIn) {
    return User.of(signedIn.account());
  }

  @PutMapping("/user")
  User update(SignedIn signedIn, AuthBody body) {
    String email = signedIn.account().email();
    if (body.text("email").filter(wish -> !wish.equalsIgnoreCase(email)).isPresent()) {
      throw AuthError.unprocessable(
          "email_provider_disabled", "Changing the email address is disabled");
    }
    if (body.text("phone").isPresent()) {
      throw AuthError.unprocessable("phone_provider_disabled", "Phone numbers are disabled");
    }
    return User.of(change.of(signedIn, body.text("password"), body.object("data")));
  }
}

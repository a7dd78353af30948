package ai.babymusic.gateway.signin.admin;

import ai.babymusic.gateway.signin.accounts.User;
import ai.babymusic.gateway.signin.protocol.AuthBody;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.protocol.AuthRoutes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /admin/users}. Each asks for an operator before it reads anything else. */
@AuthRoutes
class AdminUsersRoute {

  private final Administration administration;
  private final Validator validator;

  AdminUsersRoute(Administration administration, Validator validator) {
    this.administration = administration;
    this.validator = validator;
  }

  @GetMapping("/admin/users")
  ResponseEntity<UserList> users(
      Administrator administrator,
      @RequestParam(defaultValue = "") String page,
      @RequestParam(name = "per_page", defaultValue = "") String perPage,
      HttpServletRequest request) {
    var wanted = Page.parse(page, perPage);
    var found = administration.users(wanted);
    return ResponseEntity.ok()
        .header(HttpHeaders.LINK, wanted.links(request.getRequestURI(), found.total()))
        .header("X-Total-Count", Long.toString(found.total()))
        .body(new UserList(found.page().stream().map(User::of).toList(), "authenticated"));
  }

  @PostMapping("/admin/users")
  User create(Administrator administrator, AuthBody body) {
    return User.of(administration.create(AccountWish.of(body, validator)));
  }

  @GetMapping("/admin/users/{id}")
  User user(Administrator administrator, @PathVariable String id) {
    return User.of(administration.user(parse(id)));
  }

  @PutMapping("/admin/users/{id}")
  User change(Administrator administrator, @PathVariable String id, AuthBody body) {
    return User.of(administration.change(parse(id), AccountWish.of(body, validator)));
  }

  @DeleteMapping("/admin/users/{id}")
  Map<String, Object> delete(Administrator administrator, @PathVariable String id, AuthBody body) {
    administration.delete(parse(id), body.flag("should_soft_delete").orElse(false));
    return Map.of();
  }

  private static UUID parse(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw AuthError.of(HttpStatus.NOT_FOUND, "validation_failed", "user_id must be an UUID");
    }
  }

  /** In the contract's shape. */
  record UserList(List<User> users, String aud) {}
}

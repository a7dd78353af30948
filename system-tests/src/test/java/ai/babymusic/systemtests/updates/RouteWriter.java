package ai.babymusic.systemtests.updates;

import ai.babymusic.systemtests.running.Parent;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Parents who change their songs and profiles through all routes, until it is enough. */
final class RouteWriter implements Runnable {

  /** What may be answered while songs are deleted meanwhile and infrastructure is away. */
  private static final Set<Integer> EXPECTED = Set.of(200, 202, 204, 403, 404, 409, 410, 429, 503);

  private static final int LONGEST_PAUSE = 100;

  private final List<Account> accounts;
  private final Gateways gateways;
  private final RandomGenerator random;
  private final Tally tally;
  private final BooleanSupplier goesOn;

  RouteWriter(
      List<Account> accounts,
      Gateways gateways,
      RandomGenerator random,
      Tally tally,
      BooleanSupplier goesOn) {
    this.accounts = accounts;
    this.gateways = gateways;
    this.random = random;
    this.tally = tally;
    this.goesOn = goesOn;
  }

  @Override
  public void run() {
    try {
      while (goesOn.getAsBoolean()) {
        Account account = accounts.get(random.nextInt(accounts.size()));
        try {
          change(account);
        } catch (UncheckedIOException e) {
          tally.count("request without an answer");
        }
        Thread.sleep(random.nextInt(LONGEST_PAUSE));
      }
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  private void change(Account account) {
    UUID song = account.someSong(random);
    String address = "/api/songs/" + song;
    switch (Wish.any(random)) {
      case RENAME -> call(account, "PATCH", address, Map.of("name", name()));
      case SET_FAVORITE ->
          call(account, "PATCH", address, Map.of("is_favorite", random.nextBoolean()));
      case TOGGLE_FAVORITE ->
          call(account, "POST", "/functions/v1/toggle-favorite", Map.of("song_id", song));
      case CHANGE_PROFILE -> call(account, "PATCH", "/api/profile", Map.of("baby_name", name()));
      case COUNT_THE_DAY -> {
        Map<String, ?> whose = Map.of("user_id_input", account.user());
        call(account, "POST", "/rest/v1/rpc/update_user_streak", whose);
      }
      case DELETE -> call(account, "DELETE", address, Map.of());
      case REQUEST -> request(account);
      case CANCEL -> call(account, "POST", address + "/cancel", Map.of());
      case RETRY -> call(account, "POST", address + "/retry", Map.of());
    }
  }

  private void request(Account account) {
    HttpResponse<String> answer = call(account, "POST", "/api/songs", Parent.BEDTIME);
    if (answer.statusCode() == 202) {
      account.has(UUID.fromString(Parent.read(answer).get("id").asString()));
    }
  }

  private HttpResponse<String> call(
      Account account, String method, String path, Map<String, ?> body) {
    HttpResponse<String> answer = account.at(gateways.any(random)).call(method, path, body);
    tally.count("request answered " + answer.statusCode());
    if (!EXPECTED.contains(answer.statusCode())) {
      tally.complain(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer;
  }

  private String name() {
    return "By route " + random.nextInt(1_000_000);
  }
}

package ai.babymusic.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.Events;
import ai.babymusic.gateway.running.Reply;
import ai.babymusic.gateway.running.RunningGateway;
import ai.babymusic.gateway.running.SignedIn;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TicketsTest {

  private static final RunningGateway ONE = RunningGateway.shared();
  private static final RunningGateway OTHER = RunningGateway.start(Map.of());

  private final SignedIn parent = SignedIn.at(ONE);
  private final Client browser = ONE.client();

  @AfterAll
  static void stop() {
    OTHER.close();
  }

  @Test
  void aTicketOpensOneStreamWithoutAToken() {
    String ticket = ticket();
    try (Events events = browser.events("/api/events?ticket=" + ticket)) {
      assertThat(events.status()).isEqualTo(200);
      assertThat(events.next().type()).isEqualTo("ready");
      assertInvalid(browser.get("/api/events?ticket=" + ticket));
    }
  }

  @Test
  void aTicketIsGoodOnAnotherGatewayToo() {
    String ticket = ticket();
    try (Events events = OTHER.client().events("/api/events?ticket=" + ticket)) {
      assertThat(events.status()).isEqualTo(200);
    }
    assertInvalid(browser.get("/api/events?ticket=" + ticket));
  }

  @Test
  void aTicketLivesForHalfAMinute() {
    Reply issued = parent.client().post("/api/events/ticket", "");
    assertThat(issued.status()).isEqualTo(200);
    assertThat(Instant.parse(issued.text("expires_at")))
        .isBetween(Instant.now().plusSeconds(20), Instant.now().plusSeconds(40));
    Admin.jdbc()
        .sql(
            """
            update auth.event_tickets set expires_at = expires_at - interval '30 s'
            where user_id = ?
            """)
        .param(parent.user())
        .update();
    assertInvalid(browser.get("/api/events?ticket=" + issued.text("ticket")));
  }

  @Test
  void ofManyWhoComeWithItOneIsLetIn() throws Exception {
    String ticket = ticket();
    List<Client> doors = List.of(ONE.client(), OTHER.client());
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Integer>> comers =
          IntStream.range(0, 8)
              .<Callable<Integer>>mapToObj(i ->
                  () -> {
                    try (Events events = doors.get(i % 2).events("/api/events?ticket=" + ticket)) {
                      return events.status();
                    }
                  })
              .toList();
      var statuses = threads.invokeAll(comers).stream().map(done -> done.resultNow()).toList();
      assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 401);
    }
  }

  @Test
  void aStreamResumesWithATicketFromTheIdInItsAddress() {
    var client = parent.client().with("Content-Type", "application/json");
    String id = client.get("/api/songs").text("last_event_id");
    client.send("PATCH", "/api/profile", BodyPublishers.ofString("{\"name\":\"Ana\"}"));
    try (Events events =
        browser.events("/api/events?ticket=" + ticket() + "&last_event_id=" + id)) {
      assertThat(events.next()).isEqualTo(new Events.Event(id, "ready", "{\"resumed\":true}"));
      assertThat(events.next().type()).isEqualTo("profile.updated");
    }
  }

  @Test
  void aTicketGoesWithItsSession() {
    String ticket = ticket();
    parent.client().post("/auth/v1/logout?scope=local", "");
    assertInvalid(browser.get("/api/events?ticket=" + ticket));
    assertThat(parent.client().post("/api/events/ticket", "").text("code"))
        .isEqualTo("session_revoked");
  }

  @Test
  void whatIsNoTicketOpensNothing() {
    assertInvalid(browser.get("/api/events?ticket=abc"));
    assertInvalid(browser.get("/api/events?ticket="));
    assertThat(browser.get("/api/events").text("code")).isEqualTo("no_token");
    assertThat(browser.post("/api/events/ticket", "").text("code")).isEqualTo("no_token");
    assertThat(browser.get("/api/songs?ticket=" + ticket()).text("code")).isEqualTo("no_token");
  }

  @Test
  void onlyHashesAreKept() {
    String ticket = ticket();
    var rows =
        Admin.jdbc()
            .sql("select t::text from auth.event_tickets t where user_id = ?")
            .param(parent.user())
            .query(String.class)
            .list();
    assertThat(rows).hasSize(1).noneMatch(row -> row.contains(ticket));
  }

  @Test
  void thePublishedClientReadsTheStreamAsAFunction() {
    try (Events events = parent.client().events("/functions/v1/events")) {
      assertThat(events.status()).isEqualTo(200);
      assertThat(events.header("content-type").split(";", -1)[0]).isEqualTo("text/event-stream");
      assertThat(events.next().type()).isEqualTo("ready");
    }
  }

  private String ticket() {
    return parent.client().post("/api/events/ticket", "").text("ticket");
  }

  private static void assertInvalid(Reply reply) {
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.text("code")).isEqualTo("invalid_ticket");
  }
}

package ai.babymusic.gateway.songs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Parent;
import ai.babymusic.gateway.running.Reply;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FavoriteFunctionTest {
  private static final String ROUTE = "/functions/v1/toggle-favorite";

  private final Parent mia = Parent.of("Mia");
  private final UUID song = mia.post("/api/songs", Parent.LULLABY).id();

  @Test
  void itTurnsOverWhatIs() {
    Reply on = mia.post(ROUTE, "{\"song_id\":\"" + song + "\"}");
    assertThat(on.status()).isEqualTo(200);
    assertThat(on.body()).isEqualTo("{\"success\":true,\"is_favorite\":true}");
    assertThat(mia.get("/api/songs/" + song).json().get("is_favorite").booleanValue()).isTrue();
    Reply off = mia.post(ROUTE, "{\"songId\":\"" + song + "\"}");
    assertThat(off.body()).isEqualTo("{\"success\":true,\"is_favorite\":false}");
  }

  @Test
  void aSongOfSomebodyElseAndOneThatNeverWasAreTheSame() {
    Parent leo = Parent.of("Leo");
    for (UUID id : List.of(song, UUID.randomUUID())) {
      Reply refused = leo.post(ROUTE, "{\"song_id\":\"" + id + "\"}");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text("code")).isEqualTo("song_not_yours");
    }
    assertThat(mia.get("/api/songs/" + song).json().get("is_favorite").booleanValue()).isFalse();
  }

  @Test
  void aSongMustBeNamed() {
    assertThat(mia.post(ROUTE, "{}").text("code")).isEqualTo("missing_field");
    assertThat(mia.post(ROUTE, "{\"song_id\":\"abc\"}").text("field")).isEqualTo("song_id");
    assertThat(mia.post(ROUTE, "{\"songId\":7}").status()).isEqualTo(400);
    assertThat(mia.post(ROUTE, "").status()).isEqualTo(400);
  }

  @Test
  void eachOfManyAtOnceTurnsItOverAlsoWhileTheSongIsMade() throws Exception {
    int times = 51;
    try (var threads = Executors.newFixedThreadPool(8)) {
      Callable<Object> worker =
          () -> {
            for (int i = 0; i < 20; i++) {
              Admin.addVariation(song, "s3://baby-music/u/s/g-" + i + ".mp3");
              Admin.finish(song, "s3://baby-music/u/s/g-0.mp3");
            }
            return 200;
          };
      Callable<Object> parent = () -> mia.post(ROUTE, "{\"song_id\":\"" + song + "\"}").status();
      var done =
          threads.invokeAll(
              Stream.concat(Stream.of(worker), IntStream.range(0, times).mapToObj(_ -> parent))
                  .toList());
      assertThat(done).allSatisfy(each -> assertThat(result(each)).isEqualTo(200));
    }
    assertThat(mia.get("/api/songs/" + song).json().get("is_favorite").booleanValue()).isTrue();
    assertThat(announced()).isEqualTo(times);
  }

  /** How often a change of the mark was told. */
  private long announced() {
    return Admin.jdbc()
        .sql(
            """
            select count(*) from (
              select payload #>> '{row,is_favorite}' as mark,
                     lag(payload #>> '{row,is_favorite}') over (order by seq) as before
              from public.outbox
              where topic = 'changes.v1' and key = ? and payload #>> '{row,id}' = ?) marks
            where mark <> before
            """)
        .params(mia.id().toString(), song.toString())
        .query(Long.class)
        .single();
  }

  private static Object result(Future<Object> done) {
    try {
      return done.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}

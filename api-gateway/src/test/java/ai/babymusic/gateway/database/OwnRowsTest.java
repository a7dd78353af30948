package ai.babymusic.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.RunningGateway;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class OwnRowsTest {

  private final RunningGateway gateway = RunningGateway.shared();
  private final OwnRows ownRows = gateway.bean(OwnRows.class);

  @Test
  void aUserSeesTheirOwnProfileAndNoOther() {
    UUID one = signUp();
    UUID other = signUp();
    assertThat(ownRows.write(one, OwnRowsTest::profiles)).containsExactly(one);
    assertThat(ownRows.snapshot(other, OwnRowsTest::profiles)).containsExactly(other);
  }

  @Test
  void outsideOfOwnRowsNothingIsSeen() {
    signUp();
    Database database = gateway.bean(Database.class);
    // Twice: on a connection that was somebody's before, the setting is '' and not absent.
    assertThat(database.write(OwnRowsTest::profiles)).isEmpty();
    assertThat(database.snapshot(OwnRowsTest::profiles)).isEmpty();
  }

  @Test
  void thePoolForRowsCannotReachAccounts() {
    UUID user = signUp();
    assertThatThrownBy(() ->
            ownRows.write(
                user, jdbc -> jdbc.sql("select id from auth.users").query(UUID.class).list()))
        .isInstanceOf(DataAccessException.class);
  }

  private UUID signUp() {
    var session = gateway.client().signUp(Client.newAddress(), "lullaby");
    return UUID.fromString(session.json().at("/user/id").asString());
  }

  private static List<@Nullable UUID> profiles(JdbcClient jdbc) {
    return jdbc.sql("select id from public.profiles").query(UUID.class).list();
  }
}

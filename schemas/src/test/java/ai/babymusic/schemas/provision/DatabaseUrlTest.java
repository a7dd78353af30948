package ai.babymusic.schemas.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://api_gateway:p%40ss%2Fword@db.example:54320/babymusic?sslmode=require",
        "postgres://api_gateway:p%40ss%2Fword@db.example:54320/babymusic?sslmode=require",
        "jdbc:postgresql://db.example:54320/babymusic?user=api_gateway&password=p%40ss%2Fword&sslmode=require"
      })
  void readsBothForms(String url) {
    assertThat(DatabaseUrl.parse(url))
        .isEqualTo(
            new DatabaseUrl(
                "jdbc:postgresql://db.example:54320/babymusic?sslmode=require",
                "api_gateway",
                "p@ss/word"));
  }

  @Test
  void isTheSameAfterAWayThroughLibpqsForm() {
    DatabaseUrl url = DatabaseUrl.parse("postgresql://me:a%2Bb%3D@localhost/babymusic");

    assertThat(DatabaseUrl.parse(url.toUri())).isEqualTo(url);
    assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://localhost:5432/babymusic");
  }

  @Test
  void neverShowsThePassword() {
    assertThat(DatabaseUrl.parse("postgresql://me:secret@localhost/db").toString())
        .doesNotContain("secret");
    assertThatThrownBy(() -> DatabaseUrl.parse("mysql://me:secret@localhost/db"))
        .hasMessageStartingWith("DATABASE_URL")
        .message()
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "postgresql://host/db", "postgresql://me@host", "a b"})
  void saysWhatIsWrong(String url) {
    assertThatThrownBy(() -> DatabaseUrl.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("DATABASE_URL");
  }
}

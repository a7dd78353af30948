package ai.babymusic.gateway.profile;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Events;
import ai.babymusic.gateway.running.Parent;
import ai.babymusic.gateway.running.Reply;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ProfileRoutesTest {

  private static final String ROUTE = "/api/profile";

  private final Parent mia = Parent.of("Mia");

  @Test
  void aProfileIsShownToItsOwnerWithTheAddress() {
    Reply answer = mia.get(ROUTE);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("id")).isEqualTo(mia.id().toString());
    assertThat(answer.text("email")).isEqualTo(mia.id() + "@example.org");
    assertThat(answer.text("baby_name")).isEqualTo("Mia");
    assertThat(answer.text("timezone")).isEqualTo("UTC");
    assertThat(answer.json().get("current_streak").intValue()).isZero();
    assertThat(answer.json().get("last_active_date").isNull()).isTrue();
  }

  @Test
  void aChangeLeavesTheRestAsItIs() {
    mia.patch(ROUTE, "{\"birth_month\":3,\"gender\":\"girl\",\"name\":\" Ana \"}");
    Reply changed =
        mia.patch(
            ROUTE,
            """
            {"birth_year":2025,"age_group":"7-12","preferred_language":"pt-BR",
             "timezone":"America/Sao_Paulo","gender":null,"baby_name":"  "}
            """);
    assertThat(changed.status()).isEqualTo(200);
    JsonNode profile = changed.json();
    assertThat(profile.get("name").asString()).isEqualTo("Ana");
    assertThat(profile.get("birth_month").intValue()).isEqualTo(3);
    assertThat(profile.get("birth_year").intValue()).isEqualTo(2025);
    assertThat(profile.get("age_group").asString()).isEqualTo("7-12");
    assertThat(profile.get("preferred_language").asString()).isEqualTo("pt-BR");
    assertThat(profile.get("timezone").asString()).isEqualTo("America/Sao_Paulo");
    assertThat(profile.get("gender").isNull()).isTrue();
    assertThat(profile.get("baby_name").isNull()).isTrue();
    assertThat(mia.get(ROUTE).json()).isEqualTo(profile);
  }

  @Test
  void whatIsNotTheParentsToChangeIsIgnored() {
    String before = mia.get(ROUTE).body();
    Reply changed =
        mia.patch(
            ROUTE,
            """
            {"id":"00000000-0000-0000-0000-000000000000","email":"else@example.org",
             "current_streak":99,"last_active_date":"2030-01-01","favourite_colour":"red"}
            """);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.body()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "birth_month        | 13",
        "birth_month        | 0",
        "birth_month        | 1.5",
        "birth_month        | \"3\"",
        "birth_year         | 2019",
        "birth_year         | 99999999999",
        "age_group          | \"25-36\"",
        "gender             | \"Girl\"",
        "timezone           | \"Mars/Olympus\"",
        "timezone           | \"europe/berlin\"",
        "timezone           | \"+02:00\"",
        "timezone           | null",
        "timezone           | \"\"",
        "preferred_language | \"not a language\"",
        "preferred_language | null",
        "preferred_language | \"\"",
        "name               | 7",
        "baby_name          | \"\\u0000\""
      })
  void whatCannotBeIsRefused(String field, String value) {
    String before = mia.get(ROUTE).body();
    Reply refused = mia.patch(ROUTE, "{\"" + field + "\":" + value + "}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("code")).isEqualTo("invalid_field");
    assertThat(refused.text("field")).isEqualTo(field);
    assertThat(mia.get(ROUTE).body()).isEqualTo(before);
  }

  @Test
  void aNameThatIsTooLongIsRefused() {
    assertThat(mia.patch(ROUTE, "{\"baby_name\":\"" + "x".repeat(101) + "\"}").text("field"))
        .isEqualTo("baby_name");
    assertThat(mia.patch(ROUTE, "{\"name\":\"" + "x".repeat(200) + "\"}").status()).isEqualTo(200);
  }

  @Test
  void aBrokenStreakReadsZeroInAnswersAndInLiveUpdates() {
    setStreak(5, LocalDate.now(ZoneId.of("UTC")).minusDays(3));
    assertThat(mia.get(ROUTE).json().get("current_streak").intValue()).isZero();
    String position = mia.get("/api/songs").text("last_event_id");
    mia.patch(ROUTE, "{\"name\":\"Ana\"}");
    try (Events events = mia.events(position)) {
      events.next();
      Events.Event update = events.next();
      assertThat(update.type()).isEqualTo("profile.updated");
      assertThat(update.json().get("name").asString()).isEqualTo("Ana");
      assertThat(update.json().get("current_streak").intValue()).isZero();
      assertThat(update.json().has("email")).isFalse();
    }
  }

  @Test
  void todayIsTodayWhereTheFamilyLives() {
    // 26 hours apart: it is never the same day in both.
    LocalDate east = LocalDate.now(ZoneId.of("Pacific/Kiritimati"));
    setStreak(5, east.minusDays(2));
    mia.patch(ROUTE, "{\"timezone\":\"Pacific/Kiritimati\"}");
    assertThat(mia.get(ROUTE).json().get("current_streak").intValue()).isZero();
    mia.patch(ROUTE, "{\"timezone\":\"Etc/GMT+12\"}");
    assertThat(mia.get(ROUTE).json().get("current_streak").intValue()).isEqualTo(5);
  }

  @Test
  void anAccountThatIsGoneHasNoProfile() {
    Admin.jdbc().sql("delete from auth.users where id = ?").param(mia.id()).update();
    assertThat(mia.get(ROUTE).text("code")).isEqualTo("account_gone");
    assertThat(mia.patch(ROUTE, "{\"name\":\"Ana\"}").text("code")).isEqualTo("account_gone");
  }

  private void setStreak(int days, LocalDate lastDay) {
    Admin.jdbc()
        .sql("update public.profiles set current_streak = ?, last_active_date = ? where id = ?")
        .params(days, lastDay, mia.id())
        .update();
  }
}

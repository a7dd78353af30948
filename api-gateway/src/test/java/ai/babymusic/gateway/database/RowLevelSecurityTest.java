package ai.babymusic.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Parent;
import ai.babymusic.gateway.running.RunningGateway;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a handler sees that forgets its {@code where user_id =}. */
class RowLevelSecurityTest {
  private Parent mia = Parent.of("Mia");

  @BeforeEach
  void twoParentsWithSongs() {
    mia = Parent.of("Mia");
    mia.post("/api/songs", Parent.LULLABY);
    Parent.of("Leo").post("/api/songs", Parent.LULLABY);
  }

  @Test
  void aQueryWithoutConditionSeesOwnRowsOnly() {
    assertThat(ownersSeen()).containsExactly(mia.id());
  }

  @Test
  void withoutRowLevelSecurityItWouldSeeThemAll() {
    Admin.jdbc().sql("alter table public.songs disable row level security").update();
    try {
      assertThat(ownersSeen()).hasSizeGreaterThan(1);
    } finally {
      Admin.jdbc().sql("alter table public.songs enable row level security").update();
    }
    assertThat(ownersSeen()).containsExactly(mia.id());
  }

  @Test
  void withoutThePolicyItWouldSeeNothingAtAll() {
    Admin.jdbc().sql("drop policy own on public.songs").update();
    try {
      assertThat(ownersSeen()).isEmpty();
    } finally {
      Admin.jdbc()
          .sql(
              """
              create policy own on public.songs to gateway
                using (user_id = nullif(current_setting('app.user_id', true), '')::uuid)
              """)
          .update();
    }
    assertThat(ownersSeen()).containsExactly(mia.id());
  }

  private Set<UUID> ownersSeen() {
    return RunningGateway.shared()
        .bean(OwnRows.class)
        .snapshot(
            mia.id(), jdbc -> jdbc.sql("select user_id from public.songs").query(UUID.class).set());
  }
}

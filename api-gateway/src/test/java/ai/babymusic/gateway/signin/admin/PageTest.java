package ai.babymusic.gateway.signin.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.babymusic.gateway.signin.protocol.AuthError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

  @Test
  void whatWasNotSentIsTheFirstPageOfFifty() {
    assertThat(Page.parse("", "")).isEqualTo(new Page(1, 50));
  }

  @Test
  void theLinksLeadOnAndToTheEnd() {
    assertThat(new Page(2, 10).links("/auth/v1/admin/users", 31))
        .isEqualTo(
            "</auth/v1/admin/users?page=3&per_page=10>; rel=\"next\", "
                + "</auth/v1/admin/users?page=4&per_page=10>; rel=\"last\"");
    assertThat(new Page(4, 10).links("/x", 31)).isEqualTo("</x?page=4&per_page=10>; rel=\"last\"");
  }

  @Test
  void aPageFarBehindTheEndIsEmptyAndNoFault() {
    assertThat(new Page(Integer.MAX_VALUE, 1_000).offset()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "two", "99999999999"})
  void anythingButAPositiveNumberIsRefused(String number) {
    assertThatThrownBy(() -> Page.parse(number, "")).isInstanceOf(AuthError.class);
    assertThatThrownBy(() -> Page.parse("", number)).isInstanceOf(AuthError.class);
  }
}

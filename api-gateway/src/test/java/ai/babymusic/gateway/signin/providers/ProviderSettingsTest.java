package ai.babymusic.gateway.signin.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.running.RunningGateway;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ProviderSettingsTest {

  @Test
  void aProviderCanBeAddedInTheEnvironment() {
    var environment =
        new SystemEnvironmentPropertySource(
            "systemEnvironment",
            Map.of(
                "GATEWAY_AUTH_PROVIDERS_KEYCLOAK_ISSUER", "https://id.example.com/realms/a",
                "GATEWAY_AUTH_PROVIDERS_KEYCLOAK_CLIENT_ID", "baby-music",
                "GATEWAY_AUTH_PROVIDERS_KEYCLOAK_CLIENT_SECRET", "hush",
                "GATEWAY_AUTH_PROVIDERS_KEYCLOAK_SCOPES", "openid,email"));
    var source = Objects.requireNonNull(ConfigurationPropertySource.from(environment));
    var bound =
        new Binder(source)
            .bind(
                "gateway.auth.providers",
                Bindable.mapOf(String.class, GatewaySettings.Provider.class));
    assertThat(bound.get())
        .containsExactly(
            Map.entry(
                "keycloak",
                new GatewaySettings.Provider(
                    URI.create("https://id.example.com/realms/a"),
                    "baby-music",
                    "hush",
                    List.of("openid", "email"))));
  }

  @Test
  void halfAProviderStopsTheStartWithItsName() {
    assertThatThrownBy(() ->
            RunningGateway.start(Map.of("gateway.auth.providers.google.client-id", "baby-music")))
        .rootCause()
        .hasMessageContaining("gateway.auth.providers[google]")
        .hasMessageContaining("needs an issuer (a URL) and a client secret beside its client id");
    assertThatThrownBy(
            () -> RunningGateway.start(Map.of("gateway.auth.providers.email.scopes", "")))
        .rootCause()
        .hasMessageContaining("gateway.auth.providers.email");
  }
}

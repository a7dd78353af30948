package ai.babymusic.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.local.settings.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What docker-compose.yml promises, as far as it can be seen without a Docker. */
class ComposeFileTest {

  private static final Path FILE = Path.of("../docker-compose.yml");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)");
  private static final Pattern EXPLAINED = Pattern.compile("(?m)^(\\w+)=");
  private static final Pattern SECRET = Pattern.compile("PASSWORD|SECRET|KEY|CREDENTIAL|IDENTITY");
  private static final List<String> SERVICES =
      Arrays.stream(Service.values()).map(Service::moduleName).toList();

  private final String text = Files.readString(FILE);
  private final Map<String, Map<String, Object>> services = services(text);

  ComposeFileTest() throws IOException {}

  @Test
  void theExampleExplainsEveryVariableAndNoOther() throws IOException {
    String example = Files.readString(Path.of("../.env.example"));
    assertThat(names(EXPLAINED, example)).isEqualTo(names(VARIABLE, text));
  }

  @Test
  void everythingIsBoundedAndComesBack() {
    services.forEach((name, service) ->
        assertThat(service)
            .as(name)
            .containsKeys("mem_limit", "logging")
            .containsEntry("restart", restart(name)));
  }

  private static String restart(String name) {
    return switch (name) {
      case "provision" -> "on-failure";
      case "replay" -> "no";
      default -> "unless-stopped";
    };
  }

  @Test
  void ourProgramsWriteNothingAndMayNothing() {
    Map<String, Map<String, Object>> ours = new TreeMap<>(services);
    ours.values().removeIf(service -> !service.containsKey("build"));
    assertThat(ours.keySet()).containsAll(SERVICES).contains("provision", "piapi-simulator");
    ours.forEach((name, service) ->
        assertThat(service)
            .as(name)
            .containsEntry("read_only", true)
            .containsEntry("cap_drop", List.of("ALL"))
            .containsEntry("security_opt", List.of("no-new-privileges:true"))
            .doesNotContainKeys("privileged", "user"));
  }

  /** A name or a port of this machine can be had once. */
  @Test
  void everyServiceCanBeScaled() {
    assertThat(services.keySet()).containsAll(SERVICES);
    SERVICES.forEach(
        name -> assertThat(service(name)).as(name).doesNotContainKeys("container_name", "ports"));
  }

  /** The five are asked by their image, see {@code DockerfileTest}; provision ends. */
  @Test
  void everythingElseThatOthersWaitForSaysWhenItIsHealthy() {
    for (String name : List.of("kafka", "postgres", "s3", "mailpit", "proxy", "piapi-simulator")) {
      assertThat(healthcheck(name)).as(name).containsKey("test");
    }
    SERVICES.forEach(name -> assertThat(service(name)).doesNotContainKey("healthcheck"));
  }

  @Test
  void theStoresCannotBeReachedFromOutside() {
    for (String name : List.of("kafka", "postgres", "s3")) {
      assertThat(service(name)).as(name).doesNotContainKey("ports");
    }
    assertThat(ports()).filteredOn(port -> !port.startsWith("127.0.0.1:")).hasSize(3);
  }

  @Test
  void noSecretStandsInTheFile() {
    services.forEach((name, service) ->
        environment(service)
            .forEach((variable, value) -> {
              if (SECRET.matcher(variable).find()) {
                assertThat(String.valueOf(value)).as(name + " " + variable).startsWith("${");
              }
            }));
  }

  private static Map<String, Map<String, Object>> services(String text) {
    Map<String, Map<String, Map<String, Object>>> file = new Yaml().load(text);
    return file.getOrDefault("services", Map.of());
  }

  private Map<String, Object> service(String name) {
    return services.getOrDefault(name, Map.of());
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> healthcheck(String name) {
    return (Map<String, Object>) service(name).getOrDefault("healthcheck", Map.of());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> environment(Map<String, Object> service) {
    return (Map<String, Object>) service.getOrDefault("environment", Map.of());
  }

  private List<String> ports() {
    return services.values().stream()
        .map(service -> (List<?>) service.getOrDefault("ports", List.of()))
        .flatMap(List::stream)
        .map(String::valueOf)
        .toList();
  }

  private static Set<String> names(Pattern pattern, String text) {
    Set<String> names = new TreeSet<>();
    pattern.matcher(text).results().forEach(match -> names.add(match.group(1)));
    return names;
  }
}

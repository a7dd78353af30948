package ai.babymusic.local;

import ai.babymusic.local.settings.Refusal;
import ai.babymusic.local.song.SongFailed;
import ai.babymusic.local.song.SongRun;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "song",
    description = {
      "Makes one song on a running system and checks its audio.",
      "PIAPI_URL names a simulator elsewhere. With ACCESS_TOKEN the song is that account's;",
      "otherwise it is a fresh one's, which needs AUTH_AUTO_CONFIRM on the other side."
    })
final class SongCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Main main;
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where the gateway or the proxy before it is (default: GATEWAY_URL, or here).")
  private @Nullable String url;

  @Override
  public Integer call() throws InterruptedException {
    Main options = Objects.requireNonNull(main);
    String gateway = url == null ? variable("GATEWAY_URL", options.ports().gatewayUrl()) : url;
    String provider = variable("PIAPI_URL", "http://127.0.0.1:" + options.ports().simulator());
    try {
      new SongRun(
              address(gateway),
              address(provider),
              System.getenv("ACCESS_TOKEN"),
              System.out,
              Terminal.isThere())
          .make();
      return 0;
    } catch (SongFailed e) {
      Objects.requireNonNull(spec).commandLine().getErr().println("No song: " + e.getMessage());
      return 1;
    }
  }

  private static String variable(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null || value.isBlank() ? otherwise : value;
  }

  private static URI address(String url) {
    try {
      URI address = new URI(url.replaceFirst("/+$", ""));
      if (address.getHost() != null && String.valueOf(address.getScheme()).startsWith("http")) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw new Refusal(url + " is not an address: " + e.getReason());
    }
    throw new Refusal(url + " is not an address such as https://music.example.com");
  }
}

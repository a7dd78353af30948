package ai.babymusic.gateway.signin.flows;

import ai.babymusic.gateway.GatewaySettings;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.springframework.util.AntPathMatcher;

/** Where a mail or a provider may send a browser back to: nowhere that was not configured. */
public record RedirectTargets(URI site, List<String> allowed) {

  private static final AntPathMatcher PATTERNS = new AntPathMatcher();

  public static RedirectTargets of(GatewaySettings.Auth settings) {
    return new RedirectTargets(settings.siteUrl(), settings.redirectUrls());
  }

  /** The wish, if it may be had, else the site. */
  public String choose(String wish) {
    return mayBeHad(wish) ? wish : site.toString();
  }

  private boolean mayBeHad(String wish) {
    URI target;
    try {
      target = URI.create(wish);
      // What cannot be built later must be refused now, before anything is spent for it.
      new Landing(wish).withMessage("", FlowType.PKCE);
    } catch (IllegalArgumentException e) {
      return false;
    }
    if (target.getUserInfo() != null || target.getScheme() == null) {
      return false;
    }
    boolean atHome =
        target.getScheme().equals(site.getScheme())
            && Objects.equals(target.getAuthority(), site.getAuthority());
    String address = wish.split("[?#]", 2)[0];
    return atHome || allowed.stream().anyMatch(pattern -> PATTERNS.match(pattern, address));
  }
}

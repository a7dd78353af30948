package ai.babymusic.gateway.signin.limits;

import ai.babymusic.gateway.signin.protocol.AuthRoutes;
import ai.babymusic.gateway.signin.protocol.ClientDevice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Which requests count against which limit of a client, by their address alone. A sign-up counts by
 * its body, so its route asks by itself.
 */
@Configuration(proxyBeanMethods = false)
class LimitedRoutes implements WebMvcConfigurer {

  private final SignInLimits limits;

  LimitedRoutes(SignInLimits limits) {
    this.limits = limits;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    limit(registry, RequestLimit.VERIFY, "/verify", "/confirm");
    limit(registry, RequestLimit.OTP, "/otp", "/magiclink");
    limit(registry, RequestLimit.RECOVER, "/recover");
    limit(registry, RequestLimit.RESEND, "/resend");
    limit(registry, RequestLimit.REAUTHENTICATE, "/reauthenticate");
    limit(registry, RequestLimit.INVITE, "/invite");
    limit(registry, RequestLimit.PROVIDER, "/authorize", "/callback", "/user/identities/authorize");
    on(
        registry,
        request ->
            limits.request(
                "refresh_token".equals(request.getParameter("grant_type"))
                    ? RequestLimit.REFRESH
                    : RequestLimit.TOKEN,
                ClientDevice.of(request)),
        "/token");
    on(
        registry,
        request -> {
          if (HttpMethod.PUT.matches(request.getMethod())) { // reading is a page load
            limits.request(RequestLimit.USER, ClientDevice.of(request));
          }
        },
        "/user");
  }

  private void limit(InterceptorRegistry registry, RequestLimit limit, String... paths) {
    on(registry, request -> limits.request(limit, ClientDevice.of(request)), paths);
  }

  private static void on(InterceptorRegistry registry, Count count, String... paths) {
    var registration = registry.addInterceptor(count);
    for (String path : paths) {
      registration.addPathPatterns(AuthRoutes.PUBLISHED + path, AuthRoutes.OURS + path);
    }
  }

  /** Counts a request before its route sees it; what it throws is the answer. */
  private interface Count extends HandlerInterceptor {
    void of(HttpServletRequest request);

    @Override
    default boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler) {
      of(request);
      return true;
    }
  }
}

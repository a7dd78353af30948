package ai.babymusic.gateway.security;

import ai.babymusic.gateway.GatewaySettings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** Which routes are open, and which ask for whose token. */
@Configuration(proxyBeanMethods = false)
class Doors {

  /** Sent by the published clients, or by ours; nothing else crosses origins. */
  private static final List<String> REQUEST_HEADERS =
      List.of(
          "authorization",
          "apikey",
          "content-type",
          "idempotency-key",
          "last-event-id",
          "x-client-info",
          "x-supabase-api-version",
          "x-region",
          "x-retry-count",
          "accept-profile",
          "content-profile",
          "prefer",
          "range",
          "traceparent",
          "tracestate",
          "baggage");

  private static final List<String> TICKETED = List.of("/api/events", "/functions/v1/events");

  private static final List<String> RESPONSE_HEADERS =
      List.of(
          "location",
          "retry-after",
          "ratelimit",
          "ratelimit-policy",
          "link",
          "x-total-count",
          "x-supabase-api-version",
          "x-sb-error-code");

  /**
   * Open to all. No token is read here: clients send their publishable key, which is no JWT, as
   * Bearer. The sign-in routes that need a user look for the token themselves, since they refuse in
   * a format and with states of their own.
   */
  @Bean
  @Order(1)
  SecurityFilterChain open(HttpSecurity http) {
    return stateless(http)
        .securityMatcher("/auth/v1/**", "/api/auth/**", "/v3/api-docs/**", "/v3/api-docs.yaml")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  /** On the management port, which is bound to where only operators reach. */
  @Bean
  @Order(2)
  SecurityFilterChain management(HttpSecurity http) {
    return stateless(http)
        .securityMatcher(EndpointRequest.toAnyEndpoint())
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  /** A browser's {@code EventSource} sends no token but a ticket, which the route itself takes. */
  @Bean
  @Order(3)
  SecurityFilterChain ticketed(HttpSecurity http) {
    return stateless(http)
        .securityMatcher(request ->
            request.getMethod().equals("GET")
                && TICKETED.contains(request.getRequestURI())
                && request.getParameter("ticket") != null
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null)
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(4)
  SecurityFilterChain signedIn(
      HttpSecurity http, SessionCheck sessions, Unauthorized unauthorized) {
    return stateless(http)
        .authorizeHttpRequests(requests ->
            requests
                // The first dispatch of the same request has been through here.
                .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll()
                .requestMatchers("/api/ops/**")
                .hasRole(Operator.ROLE)
                .anyRequest()
                .hasRole(Caller.ROLE))
        .oauth2ResourceServer(server ->
            server
                .jwt(jwt -> jwt.jwtAuthenticationConverter(sessions::authenticate))
                .authenticationEntryPoint(unauthorized)
                .accessDeniedHandler(unauthorized))
        .exceptionHandling(refused ->
            refused.authenticationEntryPoint(unauthorized).accessDeniedHandler(unauthorized))
        .build();
  }

  @Bean
  CorsConfigurationSource corsConfigurationSource(GatewaySettings settings) {
    var cors = new CorsConfiguration();
    cors.setAllowedOrigins(settings.web().corsOrigins());
    cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
    cors.setAllowedHeaders(REQUEST_HEADERS);
    cors.setExposedHeaders(RESPONSE_HEADERS);
    cors.setMaxAge(Duration.ofHours(1));
    var everywhere = new UrlBasedCorsConfigurationSource();
    everywhere.registerCorsConfiguration("/**", cors);
    return request -> isPage(request) ? null : everywhere.getCorsConfiguration(request);
  }

  /**
   * What a browser opens by itself, and no script of another origin calls. With {@code no-referrer}
   * a form's origin is "null", and CORS would refuse it.
   */
  private static boolean isPage(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.endsWith("/confirm") || path.endsWith("/callback");
  }

  /** Bearer tokens and no cookies: nothing for a session to hold, nothing for CSRF to ride on. */
  private static HttpSecurity stateless(HttpSecurity http) {
    return http.sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(csrf -> csrf.disable())
        .requestCache(cache -> cache.disable())
        .logout(logout -> logout.disable())
        .cors(Customizer.withDefaults())
        .headers(headers ->
            headers
                .contentSecurityPolicy(
                    policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)));
  }
}

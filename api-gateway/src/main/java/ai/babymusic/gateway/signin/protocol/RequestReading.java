package ai.babymusic.gateway.signin.protocol;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Lets a route ask for its body and its client; the contract does not look at content types. */
@Configuration(proxyBeanMethods = false)
class RequestReading implements WebMvcConfigurer, HandlerMethodArgumentResolver {

  private static final byte[] NOTHING = {'{', '}'};

  private final JsonMapper json;

  RequestReading(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
    // Read from the request, not sent as parameters: OpenAPI would list their fields as such.
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(AuthBody.class, ClientDevice.class);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == AuthBody.class
        || parameter.getParameterType() == ClientDevice.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer view,
      NativeWebRequest webRequest,
      @Nullable WebDataBinderFactory binder)
      throws IOException {
    var request = Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
    return parameter.getParameterType() == AuthBody.class
        ? AuthBody.parse(json, body(request))
        : ClientDevice.of(request);
  }

  /** A deletion may have nothing more to say. */
  private static byte[] body(HttpServletRequest request) throws IOException {
    byte[] sent = request.getInputStream().readAllBytes();
    return sent.length == 0 && HttpMethod.DELETE.matches(request.getMethod()) ? NOTHING : sent;
  }
}

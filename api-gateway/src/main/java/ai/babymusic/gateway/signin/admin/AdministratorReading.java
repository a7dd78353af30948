package ai.babymusic.gateway.signin.admin;

import ai.babymusic.gateway.security.Operator;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.protocol.BearerToken;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets a route ask for an operator's token, and refuses all others. */
@Configuration(proxyBeanMethods = false)
class AdministratorReading implements WebMvcConfigurer, HandlerMethodArgumentResolver {

  private final JwtDecoder tokens;

  AdministratorReading(JwtDecoder tokens) {
    this.tokens = tokens;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Administrator.class);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Administrator.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer view,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binder) {
    if (!Operator.is(BearerToken.read(tokens, request.getHeader(HttpHeaders.AUTHORIZATION)))) {
      throw AuthError.forbidden("not_admin", "User not allowed");
    }
    return new Administrator();
  }
}

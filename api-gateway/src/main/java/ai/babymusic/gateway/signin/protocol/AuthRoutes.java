package ai.babymusic.gateway.signin.protocol;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Routes of the sign-in contract, at the published clients' address and at ours. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RestController
@RequestMapping({AuthRoutes.PUBLISHED, AuthRoutes.OURS})
public @interface AuthRoutes {
  String PUBLISHED = "/auth/v1";
  String OURS = "/api/auth";
}

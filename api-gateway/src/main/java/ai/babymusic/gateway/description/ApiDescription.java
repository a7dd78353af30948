package ai.babymusic.gateway.description;

import ai.babymusic.gateway.description.DescribedRoutes.DescribedRoute;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What is read and written as JSON trees has no types to be described by: its shapes are those of
 * the rows in the events, and the rest stands beside this in {@code openapi/*.json}.
 */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

  private static final String BEARER = "access_token";
  private static final String JSON = "application/json";

  /** Our records' names, as they are on the wire. */
  @Bean
  ModelResolver modelResolver() {
    var mapper = Json31.mapper().copy();
    mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    return new ModelResolver(mapper).openapi31(true);
  }

  @Bean
  OpenApiCustomizer describe() {
    return api -> {
      api.info(new Info().title("Baby Music AI").version("1"));
      Components components = api.getComponents();
      DescribedShapes.read().forEach(components::addSchemas);
      components.addSecuritySchemes(
          BEARER,
          new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT"));
      api.getPaths().keySet().removeIf(path -> path.contains("**") || path.equals("/error"));
      DescribedRoutes.read()
          .forEach((route, described) -> describe(operation(api, route), described));
    };
  }

  private static Operation operation(OpenAPI api, String route) {
    String[] parts = route.split(" ", 2);
    var path = api.getPaths().get(parts[1]);
    var method = PathItem.HttpMethod.valueOf(parts[0]);
    if (path == null || !path.readOperationsMap().containsKey(method)) {
      throw new IllegalStateException("described, and not there: " + route);
    }
    return path.readOperationsMap().get(method);
  }

  private static void describe(Operation operation, DescribedRoute described) {
    operation.summary(described.summary());
    operation.addSecurityItem(new SecurityRequirement().addList(BEARER));
    if (described.request() != null) {
      operation.requestBody(
          new RequestBody().required(true).content(content(JSON, described.request())));
    }
    ApiResponse answer = operation.getResponses().values().iterator().next();
    if (described.response() != null) {
      answer.content(content(described.produces(), described.response()));
    }
    operation.getResponses().clear();
    operation.getResponses().addApiResponse(described.status(), answer);
    operation
        .getResponses()
        .addApiResponse(
            "default",
            new ApiResponse()
                .description("Refused, or failed")
                .content(content("application/problem+json", "Problem")));
  }

  private static Content content(String mediaType, String shape) {
    return new Content()
        .addMediaType(
            mediaType,
            new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + shape)));
  }
}

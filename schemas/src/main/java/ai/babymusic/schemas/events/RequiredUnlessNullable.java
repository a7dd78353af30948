package ai.babymusic.schemas.events;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * A record's component that is not {@code @Nullable} must be there and not null. Otherwise a record
 * without its {@code seq} reads as 0, and one without its time fails far away, in the database.
 */
final class RequiredUnlessNullable extends JacksonAnnotationIntrospector {

  @Override
  public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
    return isRequired(member) ? Boolean.TRUE : super.hasRequiredMarker(config, member);
  }

  @Override
  public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
    JsonSetter.Value found = super.findSetterInfo(config, annotated);
    return isRequired(annotated) ? found.withValueNulls(Nulls.FAIL) : found;
  }

  private static boolean isRequired(Annotated annotated) {
    return annotated instanceof AnnotatedParameter parameter
        && parameter.getDeclaringClass().isRecord()
        && !parameter
            .getDeclaringClass()
            .getRecordComponents()[parameter.getIndex()]
            .getAnnotatedType()
            .isAnnotationPresent(Nullable.class);
  }
}

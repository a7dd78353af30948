package ai.babymusic.worker.jobs;

import ai.babymusic.schemas.events.EventCodec;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/** Data of jobs as JSON: readable in psql, and a later version of a record still reads it. */
final class JsonData implements Serializer {

  @Override
  public byte @Nullable [] serialize(@Nullable Object data) {
    return data == null ? null : EventCodec.JSON.writeValueAsBytes(data);
  }

  @Override
  public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] stored) {
    return stored == null ? null : EventCodec.JSON.readValue(stored, type);
  }
}

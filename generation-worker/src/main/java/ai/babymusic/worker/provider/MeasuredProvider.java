package ai.babymusic.worker.provider;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The provider with a stopwatch: each call by what was asked and how it ended. */
@Primary
@Component
class MeasuredProvider implements MusicProvider {

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30)
  };

  private final MusicProvider provider;
  private final MeterRegistry meters;

  MeasuredProvider(Piapi provider, MeterRegistry meters) {
    this.provider = provider;
    this.meters = meters;
    // There from the start: no rate can be seen of a series that begins with its first event.
    timer("submit", "accepted");
    timer("find", "found");
  }

  @Override
  public Submission submit(SongOrder order) {
    return measured("submit", () -> provider.submit(order), MeasuredProvider::outcome);
  }

  @Override
  public Lookup find(String taskId) {
    return measured("find", () -> provider.find(taskId), MeasuredProvider::outcome);
  }

  @Override
  public TaskReport read(ObjectNode task) {
    return provider.read(task);
  }

  private <T> T measured(String operation, Supplier<T> call, Function<T, String> outcome) {
    Timer.Sample sample = Timer.start(meters);
    String ended = "error";
    try {
      T answer = call.get();
      ended = outcome.apply(answer);
      return answer;
    } finally {
      sample.stop(timer(operation, ended));
    }
  }

  private Timer timer(String operation, String outcome) {
    return Timer.builder("provider.calls")
        .description("Calls of the music provider")
        .tags("operation", operation, "outcome", outcome)
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }

  private static String outcome(Submission answer) {
    return switch (answer) {
      case Submission.Accepted _ -> "accepted";
      case Submission.NotNow(var reason, _) -> reason.code();
      case Submission.Refused _ -> "refused";
      case Submission.Lost _ -> "lost";
    };
  }

  private static String outcome(Lookup answer) {
    return switch (answer) {
      case Lookup.Found _ -> "found";
      case Lookup.NoNews _ -> "no_news";
      case Lookup.NoAnswer _ -> "no_answer";
    };
  }
}

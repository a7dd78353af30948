package ai.babymusic.streaks;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.babymusic.schemas.events.EventCodec.UnreadableEvent;
import ai.babymusic.schemas.topics.Topic;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.ProducerListener;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * A record that can never succeed goes to the dead letters at once, with the reason; any other
 * fault is taken for one of Kafka or the database and tried again for ever.
 */
@Configuration(proxyBeanMethods = false)
class ErrorHandling {

  @Bean
  DefaultErrorHandler errorHandler(
      StreaksProperties properties, KafkaTemplate<String, byte[]> kafka) {
    DeadLetterPublishingRecoverer deadLetters =
        new DeadLetterPublishingRecoverer(
            kafka,
            (record, fault) -> new TopicPartition(Topic.deadLetterAddress(record.topic()), -1));
    deadLetters.setExceptionHeadersCreator(
        (headers, fault, isKey, names) -> explain(headers, fault));
    ExponentialBackOff backOff = new ExponentialBackOff();
    backOff.setInitialInterval(properties.firstBackOff().toMillis());
    backOff.setMultiplier(2);
    backOff.setMaxInterval(properties.longestBackOff().toMillis());
    DefaultErrorHandler handler = new DefaultErrorHandler(deadLetters, backOff);
    handler.addNotRetryableExceptions(
        UnreadableRecord.class, UnreadableEvent.class, DataIntegrityViolationException.class);
    return handler;
  }

  /** Spring's own one writes whole records into the log. */
  @Bean
  ProducerListener<Object, Object> silentProducerListener() {
    return new ProducerListener<>() {};
  }

  /** Without the listener's wrapping, and without the stack: the reason alone. */
  private static void explain(Headers headers, Exception fault) {
    Throwable reason = fault;
    while ((reason instanceof ListenerExecutionFailedException
            || reason instanceof BatchListenerFailedException)
        && reason.getCause() != null) {
      reason = reason.getCause();
    }
    headers.add(KafkaHeaders.DLT_EXCEPTION_FQCN, reason.getClass().getName().getBytes(UTF_8));
    headers.add(
        KafkaHeaders.DLT_EXCEPTION_MESSAGE,
        Objects.toString(reason.getMessage(), "").getBytes(UTF_8));
  }
}

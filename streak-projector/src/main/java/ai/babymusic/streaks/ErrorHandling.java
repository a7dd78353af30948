package ai.babymusic.streaks;

import ai.babymusic.schemas.deadletters.DeadLetterHeaders;
import ai.babymusic.schemas.events.EventCodec.UnreadableEvent;
import ai.babymusic.schemas.topics.Topic;
import org.apache.kafka.common.TopicPartition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
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
        (headers, fault, isKey, names) -> DeadLetterHeaders.explain(headers, reason(fault)));
    ExponentialBackOff backOff = new ExponentialBackOff();
    backOff.setInitialInterval(properties.firstBackOff().toMillis());
    backOff.setMultiplier(2);
    backOff.setMaxInterval(properties.longestBackOff().toMillis());
    DefaultErrorHandler handler = new DefaultErrorHandler(deadLetters, backOff);
    handler.addNotRetryableExceptions(UnreadableEvent.class, DataIntegrityViolationException.class);
    return handler;
  }

  /** Spring's own one writes whole records into the log. */
  @Bean
  ProducerListener<Object, Object> silentProducerListener() {
    return new ProducerListener<>() {};
  }

  private static Throwable reason(Exception fault) {
    Throwable reason = fault;
    while ((reason instanceof ListenerExecutionFailedException
            || reason instanceof BatchListenerFailedException)
        && reason.getCause() != null) {
      reason = reason.getCause();
    }
    return reason;
  }
}

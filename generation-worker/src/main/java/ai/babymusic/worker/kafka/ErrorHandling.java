package ai.babymusic.worker.kafka;

import ai.babymusic.schemas.deadletters.DeadLetterHeaders;
import ai.babymusic.schemas.topics.Topic;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.transaction.TransactionException;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * A fault of the infrastructure is waited out, for ever, and nothing is skipped. Anything else
 * would happen again with the same record: it goes to the dead letters, and the partition goes on.
 */
@Configuration(proxyBeanMethods = false)
class ErrorHandling {

  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;
  private static final Duration LONGEST_SEND = Duration.ofSeconds(15);

  @Bean
  CommonErrorHandler errorHandler(KafkaOperations<String, byte[]> kafka) {
    DeadLetterPublishingRecoverer deadLetters =
        new DeadLetterPublishingRecoverer(
            kafka,
            (record, failure) -> new TopicPartition(Topic.deadLetterAddress(record.topic()), 0));
    deadLetters.setExceptionHeadersCreator(
        (headers, failure, isKey, names) -> DeadLetterHeaders.explain(headers, reason(failure)));
    deadLetters.setFailIfSendResultIsError(true);
    deadLetters.setWaitForSendResultTimeout(LONGEST_SEND);
    ExponentialBackOff backOff = new ExponentialBackOff(FIRST_PAUSE_MILLIS, 2);
    backOff.setMaxInterval(LONGEST_PAUSE_MILLIS);
    DefaultErrorHandler handler = new DefaultErrorHandler(deadLetters, backOff);
    handler.setClassifications(
        Map.of(
            DataAccessException.class, true,
            // Values that the tables do not take: they are the record's, and stay what they are.
            DataIntegrityViolationException.class, false,
            TransactionException.class, true,
            SQLException.class, true,
            IOException.class, true),
        false);
    return handler;
  }

  private static Throwable reason(Exception failure) {
    return failure instanceof ListenerExecutionFailedException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}

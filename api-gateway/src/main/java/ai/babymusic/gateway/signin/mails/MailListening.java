package ai.babymusic.gateway.signin.mails;

import ai.babymusic.schemas.deadletters.DeadLetterHeaders;
import ai.babymusic.schemas.events.EventCodec.UnreadableEvent;
import ai.babymusic.schemas.topics.Topic;
import java.util.HashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * How wishes are read: an offset follows its commit, a fault of the database is waited out, and
 * what can never be read goes to the dead letters as it came.
 */
@Configuration(proxyBeanMethods = false)
class MailListening {

  @Bean
  ConcurrentKafkaListenerContainerFactory<String, byte[]> mailListeners(KafkaProperties kafka) {
    var consumer = new HashMap<>(kafka.buildConsumerProperties());
    consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    var factory = new ConcurrentKafkaListenerContainerFactory<String, byte[]>();
    factory.setConsumerFactory(
        new DefaultKafkaConsumerFactory<>(
            consumer, new StringDeserializer(), new ByteArrayDeserializer()));
    factory.getContainerProperties().setAckMode(AckMode.RECORD);
    factory.setCommonErrorHandler(errorHandler(deadLetters(kafka)));
    return factory;
  }

  private static KafkaTemplate<String, byte[]> deadLetters(KafkaProperties kafka) {
    var producer = new HashMap<>(kafka.buildProducerProperties());
    producer.put(ProducerConfig.ACKS_CONFIG, "all"); // the only trace of its record
    producer.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.DEAD_LETTER_MAX_BYTES);
    return new KafkaTemplate<>(
        new DefaultKafkaProducerFactory<>(
            producer, new StringSerializer(), new ByteArraySerializer()));
  }

  private static DefaultErrorHandler errorHandler(KafkaTemplate<String, byte[]> kafka) {
    var deadLetters =
        new DeadLetterPublishingRecoverer(
            kafka,
            (record, fault) -> new TopicPartition(Topic.deadLetterAddress(record.topic()), -1));
    deadLetters.setExceptionHeadersCreator(
        (headers, fault, isKey, names) -> DeadLetterHeaders.explain(headers, reason(fault)));
    var backOff = new ExponentialBackOff(500, 2);
    backOff.setMaxInterval(10_000); // far below max.poll.interval.ms, so the partition is kept
    var handler = new DefaultErrorHandler(deadLetters, backOff);
    handler.addNotRetryableExceptions(UnreadableEvent.class, DataIntegrityViolationException.class);
    return handler;
  }

  private static Throwable reason(Exception fault) {
    return fault instanceof ListenerExecutionFailedException && fault.getCause() != null
        ? fault.getCause()
        : fault;
  }
}

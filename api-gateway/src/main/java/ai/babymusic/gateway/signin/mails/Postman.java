package ai.babymusic.gateway.signin.mails;

import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.signin.mails.MailTable.End;
import ai.babymusic.gateway.signin.mails.Smtp.Handed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Sends the mails whose turn has come. All gateways do; a mail is taken by one of them for a time
 * longer than a mail server may take, and is anybody's again if that one dies.
 */
@Component
class Postman implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Postman.class);

  private static final int AT_ONCE = 8;
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

  private final Database database;
  private final MailTable table;
  private final MailWriting writing;
  private final Smtp smtp;
  private final Clock clock;
  private final MeterRegistry meters;

  private final Semaphore hurry = new Semaphore(0);
  private volatile boolean running;

  Postman(
      @Qualifier("auth") Database database,
      MailTable table,
      MailWriting writing,
      Smtp smtp,
      Clock clock,
      MeterRegistry meters) {
    this.database = database;
    this.table = table;
    this.writing = writing;
    this.smtp = smtp;
    this.clock = clock;
    this.meters = meters;
    Gauge.builder("mails.waiting", this, postman -> postman.waiting())
        .description("Mails that are wished for and not sent yet; unknown without the database")
        .register(meters);
  }

  /** There is something to send: not in a second, now. */
  void hurry() {
    hurry.release();
  }

  @Override
  public void start() {
    running = true;
    Thread.ofPlatform().daemon().name("postman").start(this::run);
  }

  /** What is being sent goes on to its end or until its lease is over: nothing is lost by that. */
  @Override
  public void stop() {
    running = false;
    hurry();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void run() {
    while (running) {
      try {
        if (round() < AT_ONCE) {
          pause(LOOK_AGAIN);
        }
      } catch (RuntimeException e) {
        log.atWarn().addKeyValue("cause", e.toString()).log("mails wait for the database");
        pause(AFTER_FAULT);
      }
    }
  }

  /** One mail's fault is its own: the others of the round are sent. */
  private int round() {
    List<WishedMail> due = database.write(jdbc -> table.take(jdbc, AT_ONCE, LEASE));
    try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      due.forEach(mail -> senders.execute(() -> carry(mail)));
    }
    return due.size();
  }

  private void carry(WishedMail mail) {
    try {
      if (Delay.isTooLate(mail.requestedAt(), clock.instant())) {
        end(mail, End.EXPIRED);
        return;
      }
      var letter = writing.letterFor(mail);
      if (letter.isEmpty()) {
        end(mail, End.NEEDLESS);
        return;
      }
      switch (smtp.hand(letter.get(), mail.requestId())) {
        case Handed.Accepted() -> end(mail, End.SENT);
        case Handed.Refused(var why) -> {
          about(mail, why).log("mail refused");
          end(mail, End.REFUSED);
        }
        case Handed.NotNow(var why) -> {
          about(mail, why).log("mail is tried again");
          later(mail);
        }
      }
    } catch (RuntimeException e) {
      about(mail, e.toString()).log("mail is tried again");
      // If this fails too, the lease ends by itself.
      later(mail);
    }
  }

  private void end(WishedMail mail, End how) {
    database.run(jdbc -> table.end(jdbc, mail, how));
    meters
        .counter(
            "mails", "kind", mail.kind().wireName(), "end", how.name().toLowerCase(Locale.ROOT))
        .increment();
    log.atInfo()
        .addKeyValue("request_id", mail.requestId())
        .addKeyValue("kind", mail.kind().wireName())
        .addKeyValue("end", how)
        .addKeyValue("tries", mail.tries())
        .log("mail done");
  }

  private double waiting() {
    try {
      return database.snapshot(table::waiting);
    } catch (DataAccessException | TransactionException e) {
      return Double.NaN;
    }
  }

  private void later(WishedMail mail) {
    database.run(jdbc -> table.later(jdbc, mail, Delay.after(mail.tries())));
  }

  private void pause(Duration most) {
    try {
      boolean _ = hurry.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
      hurry.drainPermits(); // one round answers them all
    } catch (InterruptedException e) {
      running = false;
    }
  }

  private static LoggingEventBuilder about(WishedMail mail, String why) {
    return log.atWarn()
        .addKeyValue("request_id", mail.requestId())
        .addKeyValue("kind", mail.kind().wireName())
        .addKeyValue("tries", mail.tries())
        .addKeyValue("cause", why);
  }
}

package ai.babymusic.gateway.signin.mails;

import ai.babymusic.gateway.signin.accounts.EmailAddress;

/** A mail as it is sent, in both forms. */
record Letter(EmailAddress to, String subject, String text, String html) {

  @Override
  public String toString() {
    return "a letter"; // it holds secrets
  }
}

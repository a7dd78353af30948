/**
 * Mails: wished for in a request's transaction, brought here by Kafka, written and sent when their
 * turn comes. A mail server that is away delays mails and nothing else.
 */
@NullMarked
package ai.babymusic.gateway.signin.mails;

import org.jspecify.annotations.NullMarked;

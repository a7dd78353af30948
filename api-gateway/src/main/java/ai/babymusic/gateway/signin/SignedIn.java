package ai.babymusic.gateway.signin;

import ai.babymusic.gateway.signin.accounts.Account;
import java.time.Instant;
import java.util.UUID;

/**
 * Whose token came with the request. The account and the session were both there just now.
 *
 * @param since when the session began
 */
record SignedIn(Account account, UUID sessionId, Instant since) {}

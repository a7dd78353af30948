package ai.babymusic.gateway.signin.expiry;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows that mean nothing any more after a while. */
public interface Perishable {

  /** Removes some that are past; says how many. */
  int removePast(JdbcClient jdbc, int most);
}

package ai.babymusic.gateway.revocations;

import ai.babymusic.schemas.events.Revocations.SessionRevoked;

/** Somebody who ends what a session still keeps open. Told once a session and gateway, at once. */
public interface RevocationListener {

  void on(SessionRevoked revoked);
}

package ai.babymusic.gateway.running;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.UUID;

/**
 * A parent with a session of their own.
 *
 * @param client sends the session's access token
 */
public record SignedIn(Client client, String address, Reply session) {

  public static final String PASSWORD = "lullaby";

  /** Somebody new. */
  public static SignedIn at(RunningGateway gateway) {
    String address = Client.newAddress();
    return of(gateway, address, gateway.client().published().signUp(address, PASSWORD));
  }

  /** The same parent on another device. */
  public SignedIn onAnotherDevice(RunningGateway gateway) {
    return of(gateway, address, gateway.client().published().signIn(address, PASSWORD));
  }

  /** The same session, with another gateway to talk to. */
  public SignedIn talkingTo(RunningGateway gateway) {
    return of(gateway, address, session);
  }

  public UUID user() {
    return UUID.fromString(session.json().at("/user/id").asString());
  }

  public UUID sessionId() {
    try {
      var claims = SignedJWT.parse(session.text("access_token")).getJWTClaimsSet();
      return UUID.fromString(claims.getStringClaim("session_id"));
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  public boolean isLetIn() {
    return client.get("/api/songs").status() == 200;
  }

  public boolean isRefused() {
    Reply reply = client.get("/api/songs");
    return reply.status() == 401 && reply.text("code").equals("session_revoked");
  }

  private static SignedIn of(RunningGateway gateway, String address, Reply session) {
    return new SignedIn(
        gateway.client().published().bearer(session.text("access_token")), address, session);
  }
}

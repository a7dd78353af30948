package ai.babymusic.gateway.signin.onetime;

/** A secret and what is kept of its code: the slow part, done before any transaction begins. */
public record Minted(OneTimeSecret secret, String codeHash) {}

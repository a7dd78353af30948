package ai.babymusic.gateway.signin.admin;

/** A route that asks for one is open to operators only. */
public record Administrator() {}

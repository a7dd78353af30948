package ai.babymusic.gateway.audio;

import java.net.URI;
import java.time.Instant;

/** A URL at which audio can be fetched, without any header, until it expires. */
public record AudioLink(URI url, Instant expiresAt) {}

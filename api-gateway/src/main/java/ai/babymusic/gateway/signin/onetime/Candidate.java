package ai.babymusic.gateway.signin.onetime;

import java.util.UUID;

/** A token whose code somebody may mean; this try has been counted. */
record Candidate(UUID id, String codeHash) {}

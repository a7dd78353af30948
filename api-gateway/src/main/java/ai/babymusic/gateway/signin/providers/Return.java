package ai.babymusic.gateway.signin.providers;

import java.util.UUID;

/** Who comes back with a state. */
sealed interface Return {

  /** It is the browser that left, for the first time. */
  record Expected(ProviderFlow flow, UUID salt) implements Return {}

  record AlreadyUsed(ProviderFlow flow) implements Return {}

  record Expired(ProviderFlow flow) implements Return {}

  /** Somebody was sent back with a state that another browser began with. */
  record OtherBrowser() implements Return {}

  record Unknown() implements Return {}
}

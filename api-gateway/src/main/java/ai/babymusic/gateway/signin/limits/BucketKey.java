package ai.babymusic.gateway.signin.limits;

import java.util.Arrays;
import java.util.stream.Stream;

/** Whose bucket it is, as the database knows it: a hash, from which nobody is read. */
record BucketKey(String hash) {

  static BucketKey of(Allowance allowance, String... whose) {
    return new BucketKey(Hash.of(Stream.concat(Stream.of(allowance.name()), Arrays.stream(whose))));
  }
}

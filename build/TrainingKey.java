import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * A key that signs nothing: the gateway does not start without one, and an image is made by
 * starting it once. Prints a private JWK Set; runs from its source.
 */
final class TrainingKey {

  private static final int BYTES = 32;

  private TrainingKey() {}

  public static void main(String[] args) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    ECPublicKey known = (ECPublicKey) pair.getPublic();
    System.out.printf(
        "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"use\":\"sig\",\"alg\":\"ES256\","
            + "\"kid\":\"training\",\"x\":\"%s\",\"y\":\"%s\",\"d\":\"%s\"}]}%n",
        number(known.getW().getAffineX()),
        number(known.getW().getAffineY()),
        number(((ECPrivateKey) pair.getPrivate()).getS()));
  }

  /** As JWK wants it: of one length, without a sign. */
  private static String number(BigInteger value) {
    byte[] digits = new byte[BYTES];
    byte[] signed = value.toByteArray();
    int count = Math.min(signed.length, BYTES);
    System.arraycopy(signed, signed.length - count, digits, BYTES - count, count);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digits);
  }
}

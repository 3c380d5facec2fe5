package io.inkwell.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** The secret that a client sends to authenticate. */
public record ApiKeySecret(String text) {

    /** Prefix that identifies secrets of this service to secret scanners. */
    private static final String PREFIX = "ink_";

    private static final int NUM_BYTES = 32;

    /** Creates a random secret. */
    public static ApiKeySecret random(SecureRandom random) {
        byte[] bytes = new byte[NUM_BYTES];
        random.nextBytes(bytes);
        return new ApiKeySecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The SHA-256 hash of the secret, in hexadecimal. */
    public String sha256() {
        try {
            return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(this.text.getBytes(StandardCharsets.UTF_8)));
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java platform has SHA-256", ex);
        }
    }

    /** Omits the secret, so that it cannot end up in a log. */
    @Override
    public String toString() {
        return "ApiKeySecret";
    }

}

package io.inkwell.admission;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** What a client sends to show that a key is its own. */
public record ApiKeySecret(String text) {

    /** By which those who search for leaked secrets know one. */
    private static final String PREFIX = "ink_";

    private static final int NUM_BYTES = 32;

    /** A new one, which nobody can guess. */
    public static ApiKeySecret random(SecureRandom random) {
        byte[] bytes = new byte[NUM_BYTES];
        random.nextBytes(bytes);
        return new ApiKeySecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The hash by which a key is known, in hexadecimal. */
    public String sha256() {
        try {
            return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(this.text.getBytes(StandardCharsets.UTF_8)));
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java platform has SHA-256", ex);
        }
    }

    /** Says nothing of the secret, lest a log does. */
    @Override
    public String toString() {
        return "ApiKeySecret";
    }

}

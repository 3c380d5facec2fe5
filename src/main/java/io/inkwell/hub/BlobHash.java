package io.inkwell.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes the hash after which a blob is named. */
enum BlobHash {

    /** Of large files. */
    SHA256("SHA-256"),

    /** Of small files: git's hash, which covers a header with the size. */
    GIT_SHA1("SHA-1");

    private static final int BUFFER_BYTES = 1 << 20;

    private final String algorithm;

    BlobHash(String algorithm) {
        this.algorithm = algorithm;
    }

    /** The kind of a hash, by its length. */
    static BlobHash ofName(String hash) {
        return HubId.isCommit(hash) ? GIT_SHA1 : SHA256;
    }

    String algorithm() {
        return this.algorithm;
    }

    String of(Path file) throws IOException {
        MessageDigest digest = digest();
        if (this == GIT_SHA1) {
            digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
        }
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private MessageDigest digest() {
        try {
            return MessageDigest.getInstance(this.algorithm);
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java has " + this.algorithm, ex);
        }
    }

}

package io.inkwell.admission;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API keys that are good now: those of the settings, which stay, and those of a file,
 * which is read again and again. A file that cannot be read any more changes nothing:
 * neither does a mistake in it lock everybody out, nor does it let anybody in.
 */
public final class Keyring implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Keyring.class);

    private static final Duration REREAD_EVERY = Duration.ofSeconds(5);

    private final List<ApiKey> fixed;

    private final @Nullable ApiKeyFile file;

    private final ScheduledExecutorService rereading = Executors.newSingleThreadScheduledExecutor((task) -> {
        Thread thread = new Thread(task, "api-keys");
        thread.setDaemon(true);
        return thread;
    });

    private volatile List<ApiKey> keys;

    /** What the file held when it was last looked at, good or not. */
    private String content = "";

    private String problem = "";

    private Keyring(List<ApiKey> fixed, @Nullable ApiKeyFile file) {
        this.fixed = List.copyOf(fixed);
        this.file = file;
        this.keys = this.fixed;
    }

    /**
     * Reads the file if there is one, and from then on every few seconds.
     * @throws IOException if it cannot be read
     */
    public static Keyring open(List<ApiKey> fixed, @Nullable Path file) throws IOException {
        return open(fixed, file, REREAD_EVERY);
    }

    static Keyring open(List<ApiKey> fixed, @Nullable Path file, Duration rereadEvery) throws IOException {
        Keyring keyring = of(fixed, file);
        if (file != null) {
            keyring.rereading.scheduleWithFixedDelay(keyring::reread, rereadEvery.toNanos(), rereadEvery.toNanos(),
                    TimeUnit.NANOSECONDS);
        }
        return keyring;
    }

    /** One that reads its file again only when it is told to. */
    static Keyring of(List<ApiKey> fixed, @Nullable Path path) throws IOException {
        ApiKeyFile file = (path != null) ? new ApiKeyFile(path) : null;
        Keyring keyring = new Keyring(fixed, file);
        if (file != null) {
            keyring.take(file.content());
        }
        return keyring;
    }

    /**
     * Whether keys are asked for at all. A file asks for them even while it holds none.
     */
    boolean isInUse() {
        return this.file != null || !this.fixed.isEmpty();
    }

    /**
     * The key whose secret it is. How long this takes tells nothing of any key: the
     * secret is hashed, and the hash compared with all of theirs to the last byte.
     */
    Optional<ApiKey> find(ApiKeySecret secret) {
        byte[] given = ascii(secret.sha256());
        ApiKey found = null;
        for (ApiKey key : this.keys) {
            if (MessageDigest.isEqual(given, ascii(key.sha256()))) {
                found = key;
            }
        }
        return Optional.ofNullable(found);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Takes the file's keys if it has changed; tells each problem once. */
    synchronized void reread() {
        try {
            if (this.file != null) {
                take(this.file.content());
            }
            this.problem = "";
        }
        catch (IOException | RuntimeException ex) {
            String now = String.valueOf(ex.getMessage());
            if (!now.equals(this.problem)) {
                this.problem = now;
                logger.error("inkwell.security.api-keys-file cannot be used, the keys it held stay good: {}", now);
            }
        }
    }

    private synchronized void take(String content) throws IOException {
        if (content.equals(this.content)) {
            return;
        }
        List<ApiKey> ofFile = ApiKeyFile.keys(content);
        this.keys = Stream.concat(this.fixed.stream(), ofFile.stream()).toList();
        this.content = content;
        logger.info("API keys of the file: {}", ofFile.stream().map(ApiKey::id).toList());
    }

    @Override
    public void close() {
        this.rereading.shutdownNow();
    }

}

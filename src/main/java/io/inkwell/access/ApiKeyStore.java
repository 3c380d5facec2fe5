package io.inkwell.access;

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
 * The valid API keys: fixed keys from the settings, and keys from a file that is polled
 * for changes. If the file becomes unreadable, the previous keys stay valid. A mistake in
 * the file neither locks clients out nor lets others in.
 */
public final class ApiKeyStore implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(ApiKeyStore.class);

    private static final Duration REREAD_EVERY = Duration.ofSeconds(5);

    private final List<ApiKey> fixed;

    private final @Nullable ApiKeyFile file;

    private final ScheduledExecutorService rereading = Executors.newSingleThreadScheduledExecutor((task) -> {
        Thread thread = new Thread(task, "api-keys");
        thread.setDaemon(true);
        return thread;
    });

    private volatile List<ApiKey> keys;

    /** The last content of the file, valid or not. */
    private String content = "";

    private String problem = "";

    private ApiKeyStore(List<ApiKey> fixed, @Nullable ApiKeyFile file) {
        this.fixed = List.copyOf(fixed);
        this.file = file;
        this.keys = this.fixed;
    }

    /**
     * Reads the file, if there is one, and starts polling it.
     * @throws IOException if the file cannot be read
     */
    public static ApiKeyStore open(List<ApiKey> fixed, @Nullable Path file) throws IOException {
        return open(fixed, file, REREAD_EVERY);
    }

    static ApiKeyStore open(List<ApiKey> fixed, @Nullable Path file, Duration rereadEvery) throws IOException {
        ApiKeyStore store = of(fixed, file);
        if (file != null) {
            store.rereading.scheduleWithFixedDelay(store::reread, rereadEvery.toNanos(), rereadEvery.toNanos(),
                    TimeUnit.NANOSECONDS);
        }
        return store;
    }

    /** Creates a store that does not poll its file. */
    static ApiKeyStore of(List<ApiKey> fixed, @Nullable Path path) throws IOException {
        ApiKeyFile file = (path != null) ? new ApiKeyFile(path) : null;
        ApiKeyStore store = new ApiKeyStore(fixed, file);
        if (file != null) {
            store.take(file.content());
        }
        return store;
    }

    /**
     * Whether API keys are required. A file requires them even while it is empty.
     */
    boolean isInUse() {
        return this.file != null || !this.fixed.isEmpty();
    }

    /**
     * Finds the key for a secret. The lookup takes constant time: it hashes the secret
     * and compares the hash with every key's hash completely.
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

    /** Reloads the file if it has changed; logs each problem once. */
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
                logger.error("Cannot reload inkwell.security.api-keys-file, keeping the previous keys: {}", now);
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
        logger.info("Loaded API keys from the file: {}", ofFile.stream().map(ApiKey::id).toList());
    }

    @Override
    public void close() {
        this.rereading.shutdownNow();
    }

}

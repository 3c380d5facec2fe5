package io.inkwell.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The valid API keys: fixed keys from the settings, and keys from a file that is polled
 * for changes. Its content counts once two consecutive reads agree, because a file that
 * is rewritten in place has parts of it meanwhile. Until then, and while the content is
 * invalid, the previous keys stay valid. A mistake in the file neither locks clients out
 * nor lets others in.
 */
public final class ApiKeyStore implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(ApiKeyStore.class);

    private static final Duration REREAD_EVERY = Duration.ofSeconds(5);

    /**
     * How long the file must stay without keys before the previous ones become invalid.
     */
    static final Duration EMPTY_FOR = Duration.ofSeconds(30);

    private final List<ApiKey> fixed;

    private final @Nullable ApiKeyFile file;

    private final ContentAge age = new ContentAge();

    private final ScheduledExecutorService rereading = Executors.newSingleThreadScheduledExecutor((task) -> {
        Thread thread = new Thread(task, "api-keys");
        thread.setDaemon(true);
        return thread;
    });

    private volatile List<ApiKey> keys;

    /** The content of the file that the keys are from. */
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
            store.rereading.scheduleWithFixedDelay(() -> store.reread(System.nanoTime()), rereadEvery.toNanos(),
                    rereadEvery.toNanos(), TimeUnit.NANOSECONDS);
        }
        return store;
    }

    /** Creates a store that does not poll its file. */
    static ApiKeyStore of(List<ApiKey> fixed, @Nullable Path path) throws IOException {
        ApiKeyFile file = (path != null) ? new ApiKeyFile(path) : null;
        ApiKeyStore store = new ApiKeyStore(fixed, file);
        if (file != null) {
            String content = file.content();
            store.take(content, store.keysIn(content));
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

    /**
     * Reloads the file if its content has changed and has settled; logs each problem
     * once.
     * @param nanoTime the current time, as of {@link System#nanoTime}
     */
    synchronized void reread(long nanoTime) {
        try {
            if (this.file != null) {
                reload(this.file, nanoTime);
            }
            this.problem = "";
        }
        catch (IOException | RuntimeException ex) {
            String now = String.valueOf(ex.getMessage());
            if (!now.equals(this.problem)) {
                this.problem = now;
                logger.warn("Cannot reload inkwell.security.api-keys-file, keeping the previous keys: {}", now);
            }
        }
    }

    private void reload(ApiKeyFile source, long nanoTime) throws IOException {
        String read = source.content();
        Optional<Duration> unchanged = this.age.of(read, nanoTime);
        if (unchanged.isEmpty() || read.equals(this.content)) {
            return;
        }
        List<ApiKey> ofFile = keysIn(read);
        boolean dropsAll = ofFile.isEmpty() && this.keys.size() > this.fixed.size();
        if (dropsAll && unchanged.get().compareTo(EMPTY_FOR) < 0) {
            throw new IOException("it has no keys; the previous ones become invalid if it stays so for "
                    + EMPTY_FOR.toSeconds() + " s");
        }
        take(read, ofFile);
    }

    private List<ApiKey> keysIn(String read) throws IOException {
        List<ApiKey> ofFile = ApiKeyFile.keys(read);
        Set<String> ids = this.fixed.stream().map(ApiKey::id).collect(Collectors.toSet());
        for (ApiKey key : ofFile) {
            if (ids.contains(key.id())) {
                throw new IOException("the id of each API key must be unique; inkwell.security.api-keys also has \""
                        + key.id() + "\"");
            }
        }
        return ofFile;
    }

    private void take(String content, List<ApiKey> ofFile) {
        this.keys = Stream.concat(this.fixed.stream(), ofFile.stream()).toList();
        this.content = content;
        logger.info("Loaded API keys from the file: {}", ofFile.stream().map(ApiKey::id).toList());
    }

    @Override
    public void close() {
        this.rereading.shutdownNow();
    }

}

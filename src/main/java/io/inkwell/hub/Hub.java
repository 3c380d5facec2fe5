package io.inkwell.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Provides models of the hub as folders: from the cache, or downloaded into it. */
public final class Hub {

    private static final Logger logger = LoggerFactory.getLogger(Hub.class);

    private final HubSettings settings;

    private final HubCache cache;

    private final HubClient client;

    private final RetryPolicy policy;

    public Hub(HubSettings settings) {
        this(settings, RetryPolicy.DEFAULT);
    }

    Hub(HubSettings settings, RetryPolicy policy) {
        this.settings = settings;
        this.cache = new HubCache(settings.cache());
        this.client = new HubClient(settings, policy);
        this.policy = policy;
    }

    /**
     * The hub of the environment variables of this process.
     * @throws HubException if a variable is invalid
     */
    public static Hub ofEnvironment() throws HubException {
        return new Hub(HubSettings.ofEnvironment());
    }

    /** Log lines with the rate and the remaining time. */
    public static HubProgress logProgress() {
        return new LoggedProgress(System::nanoTime);
    }

    /**
     * The folder of a model without a request to the hub.
     * @return empty if the hub has to be asked
     * @throws HubException if it may not be asked
     */
    public Optional<Path> find(HubId id) throws IOException {
        if (this.settings.offline()) {
            return Optional.of(offline(id));
        }
        return id.isCommit() ? complete(id) : Optional.empty();
    }

    /**
     * The folder of a model, whose missing files are downloaded. Without a connection it
     * is the cached copy.
     * @throws HubException if there is no such model, or it cannot be downloaded
     */
    public Path fetch(HubId id, HubProgress progress) throws IOException {
        Optional<Path> found = find(id);
        return found.isPresent() ? found.get() : download(id, progress);
    }

    private Path download(HubId id, HubProgress progress) throws IOException {
        HubRevision revision;
        try {
            revision = this.client.revision(id);
        }
        catch (HubUnreachableException ex) {
            Path cached = complete(id).orElseThrow(() -> ex.withoutCache(id));
            logger.warn("Using the cached copy of {}: {}", id, ex.getMessage());
            return cached;
        }
        CheckpointFiles.require(id, revision);
        BlobDownload download = new BlobDownload(this.client, this.cache, this.policy, id, revision.commit());
        Path snapshot = this.cache.snapshot(id, revision.commit());
        for (HubFile file : CheckpointFiles.descriptions(revision)) {
            download.run(file, progress);
        }
        Set<String> shards = revision.file(CheckpointFiles.WEIGHTS).isPresent() ? Set.of()
                : ShardIndex.read(snapshot.resolve(CheckpointFiles.INDEX));
        for (HubFile file : CheckpointFiles.weights(id, revision, shards)) {
            download.run(file, progress);
        }
        this.cache.storeRef(id, revision.commit());
        return snapshot;
    }

    private Path offline(HubId id) throws IOException {
        return complete(id).orElseThrow(() -> new HubException(
                "HF_HUB_OFFLINE is set, and the cache %s has no complete ".formatted(this.cache.folder()) + "copy of "
                        + id + ": unset HF_HUB_OFFLINE once to download it"));
    }

    private Optional<Path> complete(HubId id) throws IOException {
        Optional<Path> found = this.cache.find(id);
        return (found.isPresent() && HubCache.isComplete(found.get())) ? found : Optional.empty();
    }

}

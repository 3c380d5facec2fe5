package io.inkwell.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import io.inkwell.error.FileProblem;

/** Provides models of the hub as folders: from the cache, or downloaded into it. */
public final class Hub {

    private final HubSettings settings;

    private final HubCache cache;

    private final HubClient client;

    private final RetryPolicy policy;

    private final DescriptionCheck check;

    /**
     * @param check applied to a model before its weights are downloaded
     */
    public Hub(HubSettings settings, DescriptionCheck check) {
        this(settings, check, RetryPolicy.DEFAULT);
    }

    Hub(HubSettings settings, DescriptionCheck check, RetryPolicy policy) {
        this.settings = settings;
        this.cache = new HubCache(settings.cache());
        this.client = new HubClient(settings, policy);
        this.policy = policy;
        this.check = check;
    }

    /**
     * The hub of the environment variables of this process.
     * @throws HubException if a variable is invalid
     */
    public static Hub ofEnvironment(DescriptionCheck check) throws HubException {
        return new Hub(HubSettings.ofEnvironment(), check);
    }

    /**
     * The folder of a model without a request to the hub.
     * @return empty if a request to the hub is necessary
     * @throws HubException if {@code HF_HUB_OFFLINE} is set and the cache lacks the model
     */
    public Optional<Path> find(HubId id) throws IOException {
        if (this.settings.offline()) {
            return Optional.of(offline(id));
        }
        return id.isCommit() ? complete(id) : Optional.empty();
    }

    /**
     * The folder of a model, whose missing files are downloaded. Without a connection, or
     * while the hub is busy, it is the cached copy.
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
            return cached(id, ex, ex.withoutCache(id), progress);
        }
        catch (HubBusyException ex) {
            return cached(id, ex, ex, progress);
        }
        if (CheckpointFiles.hasPickleAlone(revision)) {
            throw CheckpointFiles.pickleAlone(id, new ConvertedRevision(this.client).find(id));
        }
        CheckpointFiles.require(id, revision);
        BlobDownload download = new BlobDownload(this.client, this.cache, this.policy, id, revision.commit());
        Path snapshot = this.cache.snapshot(id, revision.commit());
        for (HubFile file : CheckpointFiles.descriptions(revision)) {
            download.run(file, progress);
        }
        requireServable(id, snapshot);
        Set<String> shards = revision.file(CheckpointFiles.WEIGHTS).isPresent() ? Set.of()
                : ShardIndex.read(snapshot.resolve(CheckpointFiles.INDEX));
        for (HubFile file : CheckpointFiles.weights(id, revision, shards)) {
            download.run(file, progress);
        }
        this.cache.storeRef(id, revision.commit());
        return snapshot;
    }

    private Path cached(HubId id, IOException failure, HubException withoutCopy, HubProgress progress)
            throws IOException {
        Path copy = complete(id).orElseThrow(() -> withoutCopy);
        progress.onCachedCopy(id, String.valueOf(failure.getMessage()));
        return copy;
    }

    private void requireServable(HubId id, Path snapshot) throws IOException {
        try {
            this.check.check(snapshot);
        }
        catch (IOException ex) {
            throw new HubException("the repository %s is not a GPT-2 checkpoint that can be served: %s".formatted(id,
                    FileProblem.describe(ex)), ex);
        }
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

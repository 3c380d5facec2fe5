package io.inkwell.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.inkwell.error.FileProblem;

/**
 * The cache of {@code huggingface_hub}: content in {@code blobs}, links to it per commit
 * in {@code snapshots}, and the commits of branches in {@code refs}.
 *
 * @param folder the folder with a folder per repository
 */
record HubCache(Path folder) {

    static final String REFS = "refs";

    static final String SNAPSHOTS = "snapshots";

    static final String BLOBS = "blobs";

    /** Finds a downloaded revision, which may be incomplete. */
    Optional<Path> find(HubId id) throws IOException {
        return commit(id).map((commit) -> snapshot(id, commit)).filter(Files::isDirectory);
    }

    /** The commit of a revision; empty if the cache has no ref for a branch or a tag. */
    Optional<String> commit(HubId id) throws IOException {
        return id.isCommit() ? Optional.of(id.revision()) : commit(ref(id));
    }

    private static Optional<String> commit(Path ref) throws IOException {
        return Files.isRegularFile(ref)
                ? Optional.of(Files.readString(ref, StandardCharsets.UTF_8).strip()).filter(HubId::isCommit)
                : Optional.empty();
    }

    /** The refs that point to a commit. */
    List<Path> refs(HubId id, String commit) throws IOException {
        List<Path> refs = new ArrayList<>();
        for (Path ref : FileTree.files(repository(id).resolve(REFS))) {
            if (commit(ref).filter(commit::equals).isPresent()) {
                refs.add(ref);
            }
        }
        return refs;
    }

    /** Whether a snapshot has all files without which no model loads. */
    static boolean isComplete(Path snapshot) throws IOException {
        boolean hasTokenizer = exists(snapshot, "tokenizer.json")
                || (exists(snapshot, "vocab.json") && exists(snapshot, "merges.txt"));
        if (!hasTokenizer || !exists(snapshot, CheckpointFiles.CONFIG)) {
            return false;
        }
        if (exists(snapshot, CheckpointFiles.WEIGHTS)) {
            return true;
        }
        return exists(snapshot, CheckpointFiles.INDEX) && ShardIndex.read(snapshot.resolve(CheckpointFiles.INDEX))
            .stream()
            .allMatch((shard) -> exists(snapshot, shard));
    }

    private static boolean exists(Path snapshot, String file) {
        return Files.exists(snapshot.resolve(file));
    }

    Path repository(HubId id) {
        return this.folder.resolve(id.folderName());
    }

    /** The file with the commit of a branch or a tag. */
    Path ref(HubId id) {
        return repository(id).resolve(REFS).resolve(id.revision());
    }

    Path snapshot(HubId id, String commit) {
        return repository(id).resolve(SNAPSHOTS).resolve(commit);
    }

    Path blob(HubId id, HubFile file) {
        return repository(id).resolve(BLOBS).resolve(file.etag());
    }

    Path lock(HubId id, HubFile file) {
        return this.folder.resolve(".locks").resolve(id.folderName()).resolve(file.etag() + ".lock");
    }

    /** Links a file of a snapshot to its blob, unless it exists. */
    void link(HubId id, String commit, HubFile file) throws IOException {
        Path link = snapshot(id, commit).resolve(file.path());
        if (Files.exists(link)) {
            return;
        }
        Path target = createParent(link).relativize(blob(id, file));
        Path written = repository(id).resolve("link-%s.incomplete".formatted(UUID.randomUUID()));
        try {
            linkOrCopy(written, target, blob(id, file));
            // Replaces a dangling link, too: a client that removes a blob leaves one.
            // Other processes see the old or the new link at every moment.
            Files.move(written, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        catch (IOException ex) {
            deleteIncomplete(written, ex);
            throw unwritable(ex);
        }
    }

    private static void deleteIncomplete(Path written, IOException cause) {
        try {
            Files.deleteIfExists(written);
        }
        catch (IOException ex) {
            cause.addSuppressed(ex);
        }
    }

    private static void linkOrCopy(Path link, Path target, Path blob) throws IOException {
        try {
            Files.createSymbolicLink(link, target);
        }
        catch (UnsupportedOperationException | FileSystemException ex) {
            // File systems without links: huggingface_hub moves the blob.
            Files.copy(blob, link);
        }
    }

    /** Stores the commit to which a branch or a tag points. */
    void storeRef(HubId id, String commit) throws IOException {
        if (id.isCommit()) {
            return;
        }
        Path ref = ref(id);
        if (Files.isRegularFile(ref) && Files.readString(ref, StandardCharsets.UTF_8).equals(commit)) {
            return;
        }
        createParent(ref);
        try {
            // Not in refs, where clients take every file for a ref. Process ids are not
            // unique among containers that share the cache.
            Path written = repository(id).resolve("ref-%s.incomplete".formatted(UUID.randomUUID()));
            Files.writeString(written, commit, StandardCharsets.UTF_8);
            Files.move(written, ref, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        catch (IOException ex) {
            throw unwritable(ex);
        }
    }

    /** Creates the folder of a file, and returns it. */
    Path createParent(Path file) throws HubException {
        Path parent = Objects.requireNonNull(file.getParent());
        try {
            return Files.createDirectories(parent);
        }
        catch (IOException ex) {
            throw unwritable(ex);
        }
    }

    HubException unwritable(IOException failure) {
        return new HubException("the cache folder %s cannot be written (%s): set HF_HOME or HF_HUB_CACHE to a folder "
            .formatted(this.folder, FileProblem.describe(failure)) + "that this user may write", failure);
    }

}

package io.inkwell.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Removes one revision from the cache: its refs, its snapshot, and the blobs that no
 * other snapshot links to.
 */
final class RevisionRemoval {

    private final HubCache cache;

    private final HubId id;

    RevisionRemoval(HubCache cache, HubId id) {
        this.cache = cache;
        this.id = id;
    }

    /**
     * @throws HubException if the cache has no such revision
     */
    void run() throws IOException {
        Path snapshot = this.cache.find(this.id).orElseThrow(this::missing);
        List<Path> refs = this.cache.refs(this.id, snapshot.getFileName().toString());
        if (!this.id.isCommit() && refs.size() > 1) {
            // The other branches and tags keep the snapshot.
            Files.delete(this.cache.ref(this.id));
            return;
        }
        Path repository = this.cache.repository(this.id);
        List<Path> others = others(repository, snapshot);
        if (others.isEmpty()) {
            FileTree.delete(repository);
            return;
        }
        Set<Path> unused = blobs(repository, snapshot);
        for (Path other : others) {
            unused.removeAll(blobs(repository, other));
        }
        // In this order, no ref points to a snapshot with files missing.
        for (Path ref : refs) {
            Files.delete(ref);
        }
        FileTree.delete(snapshot);
        for (Path blob : unused) {
            Files.delete(blob);
        }
    }

    private HubException missing() {
        return new HubException("the cache %s has no revision \"%s\" of %s; \"inkwell models list\" shows its revisions"
            .formatted(this.cache.folder(), this.id.revision(), this.id.repository()));
    }

    private static List<Path> others(Path repository, Path snapshot) throws IOException {
        try (Stream<Path> snapshots = Files.list(repository.resolve(HubCache.SNAPSHOTS))) {
            return snapshots.filter((other) -> !other.equals(snapshot)).toList();
        }
    }

    /** The blobs to which a snapshot links. */
    private static Set<Path> blobs(Path repository, Path snapshot) throws IOException {
        Path folder = repository.resolve(HubCache.BLOBS);
        Set<Path> blobs = new HashSet<>();
        for (Path file : FileTree.files(snapshot)) {
            if (Files.isSymbolicLink(file) && Files.exists(file)) {
                Path blob = folder.resolve(file.toRealPath().getFileName());
                if (Files.exists(blob) && Files.isSameFile(blob, file)) {
                    blobs.add(blob);
                }
            }
        }
        return blobs;
    }

}

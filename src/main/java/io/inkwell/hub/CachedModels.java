package io.inkwell.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lists, removes and verifies the models in the cache. */
public final class CachedModels {

    private static final String ENTRY = "models--";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    private final HubCache cache;

    public CachedModels(HubSettings settings) {
        this.cache = new HubCache(settings.cache());
    }

    public List<CachedModel> list() throws IOException {
        List<CachedModel> models = new ArrayList<>();
        for (Path entry : entries()) {
            String name = entry.getFileName().toString();
            if (name.startsWith(ENTRY) && Files.isDirectory(entry)) {
                models.add(model(name.substring(ENTRY.length()).replaceFirst("--", "/"), entry));
            }
        }
        return models;
    }

    private List<Path> entries() throws IOException {
        if (!Files.isDirectory(this.cache.folder())) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(this.cache.folder())) {
            return paths.sorted().toList();
        }
    }

    private static CachedModel model(String repository, Path entry) throws IOException {
        long bytes = 0;
        for (Path blob : FileTree.files(entry.resolve(HubCache.BLOBS))) {
            bytes += Files.size(blob);
        }
        return new CachedModel(repository, revisions(entry.resolve(HubCache.REFS)), bytes, entry);
    }

    // A pull request is a file in folders below.
    private static List<String> revisions(Path refs) throws IOException {
        return FileTree.files(refs)
            .stream()
            .map((path) -> refs.relativize(path).toString().replace('\\', '/'))
            .toList();
    }

    /**
     * @throws HubException if the cache has no such model
     */
    public CachedModel find(HubId id) throws IOException {
        Optional<CachedModel> found = list().stream()
            .filter((model) -> model.repository().equals(id.repository()))
            .findFirst();
        return found
            .orElseThrow(() -> new HubException("the cache %s has no model %s; \"inkwell models list\" shows its "
                .formatted(this.cache.folder(), id.repository()) + "models"));
    }

    /** Deletes all revisions of a model. */
    public void remove(CachedModel model) throws IOException {
        FileTree.delete(model.folder());
    }

    /**
     * Deletes one revision of a model: a branch, a tag or a pull request, or with a
     * commit all of them that point to it. Deletes the files that no other revision has.
     * @throws HubException if the cache has no such revision
     */
    public void removeRevision(HubId id) throws IOException {
        new RevisionRemoval(this.cache, id).run();
    }

    /**
     * Compares the content of every file with its hash.
     * @return the damaged, missing and incomplete files
     */
    public List<Path> verify(CachedModel model) throws IOException {
        List<Path> damaged = new ArrayList<>();
        for (Path blob : FileTree.files(model.folder().resolve(HubCache.BLOBS))) {
            String name = blob.getFileName().toString();
            if (!HASH.matcher(name).matches() || !BlobHash.ofName(name).of(blob).equals(name)) {
                damaged.add(blob);
            }
        }
        FileTree.files(model.folder().resolve(HubCache.SNAPSHOTS))
            .stream()
            .filter((path) -> !Files.exists(path))
            .forEach(damaged::add);
        return damaged;
    }

}

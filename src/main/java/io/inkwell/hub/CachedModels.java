package io.inkwell.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lists, removes and verifies the models in the cache. */
public final class CachedModels {

    private static final String ENTRY = "models--";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    private final Path cache;

    public CachedModels(HubSettings settings) {
        this.cache = settings.cache();
    }

    public List<CachedModel> list() throws IOException {
        List<CachedModel> models = new ArrayList<>();
        for (Path entry : files(this.cache)) {
            String name = entry.getFileName().toString();
            if (name.startsWith(ENTRY) && Files.isDirectory(entry)) {
                models.add(model(name.substring(ENTRY.length()).replaceFirst("--", "/"), entry));
            }
        }
        return models;
    }

    private static CachedModel model(String repository, Path entry) throws IOException {
        long bytes = 0;
        for (Path blob : files(entry.resolve("blobs"))) {
            bytes += Files.size(blob);
        }
        return new CachedModel(repository, revisions(entry.resolve("refs")), bytes, entry);
    }

    // A pull request is a file in folders below.
    private static List<String> revisions(Path refs) throws IOException {
        if (!Files.isDirectory(refs)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(refs)) {
            return paths.filter(Files::isRegularFile)
                .map((path) -> refs.relativize(path).toString().replace('\\', '/'))
                .sorted()
                .toList();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        }
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
                .formatted(this.cache, id.repository()) + "models"));
    }

    /** Deletes all revisions of a model. */
    public void remove(CachedModel model) throws IOException {
        try (Stream<Path> paths = Files.walk(model.folder())) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /**
     * Compares the content of every file with its hash.
     * @return the damaged, missing and incomplete files
     */
    public List<Path> verify(CachedModel model) throws IOException {
        List<Path> damaged = new ArrayList<>();
        for (Path blob : files(model.folder().resolve("blobs"))) {
            String name = blob.getFileName().toString();
            if (!HASH.matcher(name).matches() || !BlobHash.ofName(name).of(blob).equals(name)) {
                damaged.add(blob);
            }
        }
        Path snapshots = model.folder().resolve("snapshots");
        if (Files.isDirectory(snapshots)) {
            try (Stream<Path> paths = Files.walk(snapshots)) {
                paths.filter((path) -> !Files.exists(path)).forEach(damaged::add);
            }
        }
        return damaged;
    }

}

package io.inkwell.hub;

import java.nio.file.Path;
import java.util.List;

/**
 * A model in the cache.
 *
 * @param repository {@code owner/name}
 * @param revisions the branches, tags and pull requests that were downloaded
 * @param bytes the size of its blobs
 * @param folder its folder in the cache
 */
public record CachedModel(String repository, List<String> revisions, long bytes, Path folder) {

    public CachedModel {
        revisions = List.copyOf(revisions);
    }

}

package io.inkwell.hub;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A file of a repository.
 *
 * @param path its path in the repository, with slashes
 * @param size bytes
 * @param gitSha1 the hash of its git object, which for a large file is a pointer
 * @param sha256 the hash of a large file's content; null for a small file
 */
record HubFile(String path, long size, String gitSha1, @Nullable String sha256) {

    private static final Pattern SEGMENT = Pattern.compile("[^\\p{Cntrl}\\\\:/]+");

    private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    // The server's names and hashes become paths.
    HubFile {
        if (!isSafe(path)) {
            throw new IllegalArgumentException("the file name \"" + path + "\" is not a relative path");
        }
        if (size < 0 || !SHA1.matcher(gitSha1).matches() || (sha256 != null && !SHA256.matcher(sha256).matches())) {
            throw new IllegalArgumentException("the size or the hash of \"" + path + "\" is missing or invalid");
        }
    }

    static boolean isSafe(String path) {
        return List.of(path.split("/", -1))
            .stream()
            .allMatch((segment) -> SEGMENT.matcher(segment).matches() && !segment.matches("\\.+"));
    }

    /** The name of the blob in the cache, which is the etag without quotes. */
    String etag() {
        return (this.sha256 != null) ? this.sha256 : this.gitSha1;
    }

}

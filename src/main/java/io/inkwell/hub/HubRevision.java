package io.inkwell.hub;

import java.util.List;
import java.util.Optional;

/**
 * A revision as the hub resolves it.
 *
 * @param commit the hash of the commit
 * @param files the files at that commit
 */
record HubRevision(String commit, List<HubFile> files) {

    HubRevision {
        if (!HubId.isCommit(commit)) {
            throw new IllegalArgumentException("\"" + commit + "\" is not the hash of a commit");
        }
        files = List.copyOf(files);
    }

    Optional<HubFile> file(String path) {
        return this.files.stream().filter((file) -> file.path().equals(path)).findFirst();
    }

}

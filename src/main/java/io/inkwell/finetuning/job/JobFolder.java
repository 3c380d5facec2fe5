package io.inkwell.finetuning.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.util.FileSystemUtils;

import io.inkwell.training.RunFiles;

/**
 * The files of a job.
 *
 * @param path the folder of its run
 */
record JobFolder(Path path) {

    /** What the process prints. */
    Path log() {
        return sibling(".log");
    }

    Path pidFile() {
        return sibling(".pid");
    }

    private Path sibling(String ending) {
        return this.path.resolveSibling(this.path.getFileName() + ending);
    }

    Path metrics() {
        return this.path.resolve(RunFiles.METRICS);
    }

    boolean hasCheckpoint() throws IOException {
        return RunFiles.hasCheckpoint(this.path);
    }

    /** Deletes what a complete run no longer needs. */
    void tidy() throws IOException {
        for (Path checkpoint : RunFiles.checkpoints(this.path)) {
            FileSystemUtils.deleteRecursively(checkpoint);
        }
        Files.deleteIfExists(log());
    }

    /** Deletes everything. */
    void delete() throws IOException {
        FileSystemUtils.deleteRecursively(this.path);
        Files.deleteIfExists(log());
        Files.deleteIfExists(pidFile());
    }

}

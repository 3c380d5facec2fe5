package io.inkwell.finetuning.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.inkwell.finetuning.FineTuningFolder;

/** The run folder of a job, and the files beside it. */
record JobFolder(Path path) {

    /** As {@code train} names them, also while one is replaced. */
    private static final Pattern CHECKPOINT = Pattern.compile("checkpoint-[1-9]\\d*(\\.replaced\\.incomplete)?");

    /** The state of the optimizer, which only a resumed run needs. */
    private static final String MOMENTS = "optimizer.safetensors";

    /** What the process prints. */
    Path log() {
        return this.path.resolveSibling(this.path.getFileName() + ".log");
    }

    Path pidFile() {
        return this.path.resolveSibling(this.path.getFileName() + ".pid");
    }

    Path metrics() {
        return this.path.resolve("metrics.csv");
    }

    boolean hasCheckpoint() throws IOException {
        if (!Files.isDirectory(this.path)) {
            return false;
        }
        try (Stream<Path> files = Files.list(this.path)) {
            return files.anyMatch(JobFolder::isCheckpoint);
        }
    }

    private static boolean isCheckpoint(Path path) {
        return CHECKPOINT.matcher(path.getFileName().toString()).matches();
    }

    /** Deletes what a complete run no longer needs. */
    void tidy() throws IOException {
        try (Stream<Path> files = Files.list(this.path)) {
            for (Path checkpoint : files.filter(JobFolder::isCheckpoint).toList()) {
                FineTuningFolder.delete(checkpoint);
            }
        }
        Files.deleteIfExists(this.path.resolve(MOMENTS));
        Files.deleteIfExists(log());
    }

    /** Deletes everything. */
    void delete() throws IOException {
        FineTuningFolder.delete(this.path);
        Files.deleteIfExists(log());
        Files.deleteIfExists(pidFile());
    }

}

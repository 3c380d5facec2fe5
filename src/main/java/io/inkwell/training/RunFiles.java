package io.inkwell.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The files of a run, for those that look at its folder while no run is active. */
public final class RunFiles {

    /** The figures, which the command {@code train} writes from the first report on. */
    public static final String METRICS = "metrics.csv";

    /** The name of a checkpoint, with its step. */
    static final Pattern CHECKPOINT = Pattern.compile("checkpoint-([1-9][0-9]{0,17})");

    private RunFiles() {
    }

    /** Whether a run in the folder can be resumed from a checkpoint. */
    public static boolean hasCheckpoint(Path folder) throws IOException {
        return Files.isDirectory(folder) && !checkpoints(folder).isEmpty();
    }

    /** The checkpoints of a run, also one that was set aside and not replaced. */
    public static List<Path> checkpoints(Path folder) throws IOException {
        return DurableFiles.list(folder).stream().filter(RunFiles::isCheckpoint).toList();
    }

    private static boolean isCheckpoint(Path path) {
        return CHECKPOINT.matcher(path.getFileName().toString()).matches() || DurableFiles.isOnlyCopy(path);
    }

}

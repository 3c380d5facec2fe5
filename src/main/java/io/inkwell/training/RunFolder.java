package io.inkwell.training;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;

import io.inkwell.error.FileProblem;
import io.inkwell.error.ServiceException;
import io.inkwell.model.adapter.LoraAdapter;
import io.inkwell.model.adapter.LoraConfig;
import io.inkwell.model.checkpoint.Checkpoint;

/**
 * The folder of a run: {@code checkpoint-N} after some steps, and at the end the trained
 * model itself. Not thread-safe; a {@link RunLock} keeps other processes out.
 */
final class RunFolder {

    static final String MOMENTS = "optimizer.safetensors";

    private static final String OUTPUT = "--output";

    /** What is trained: a model or an adapter. */
    private static final List<List<String>> RESULTS = List.of(List.of(Checkpoint.CONFIG_FILE, Checkpoint.WEIGHTS_FILE),
            List.of(LoraConfig.FILE, LoraAdapter.WEIGHTS_FILE));

    private static final List<String> NEEDED = List.of(MOMENTS, RunState.FILE);

    private final Path folder;

    private RunFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Creates the folder of a new run, unless it exists.
     * @throws ServiceException if it is a file, or not empty, apart from what an
     * interrupted run left before its first checkpoint
     */
    static void make(Path folder) throws IOException {
        ServiceException.require(!Files.exists(folder) || Files.isDirectory(folder), OUTPUT, "a folder", folder);
        Files.createDirectories(folder);
        for (Path path : DurableFiles.list(folder)) {
            if (!isLeftover(path)) {
                throw ServiceException.invalid(OUTPUT, OUTPUT + " must be a new or empty folder, unless --resume "
                        + "continues the run in it; given: " + folder + ", which has " + path.getFileName());
            }
        }
    }

    /**
     * Opens the folder of a new run, and creates it.
     * @throws ServiceException as {@link #make}
     */
    static RunFolder create(Path folder) throws IOException {
        make(folder);
        return open(folder);
    }

    /**
     * Opens the folder of a run that was interrupted, and removes incomplete files.
     * @throws ServiceException if it has no checkpoint
     */
    static RunFolder resume(Path folder) throws IOException {
        RunFolder run = open(folder);
        run.requiredLastStep();
        return run;
    }

    /**
     * Opens the folder of a run that was interrupted. Deletes nothing.
     * @throws ServiceException if it has no checkpoint
     */
    static RunFolder inspect(Path folder) throws IOException {
        for (Path path : DurableFiles.list(folder)) {
            if (isIncomplete(path) && DurableFiles.isOnlyCopy(path)) {
                DurableFiles.cleanUp(path);
            }
        }
        RunFolder run = new RunFolder(folder);
        run.requiredLastStep();
        return run;
    }

    /**
     * Rejects a folder that is not of a run, before anything is written to it.
     * @throws ServiceException if there is no such folder, or it has no checkpoint
     */
    static void requireRun(Path folder) throws IOException {
        ServiceException.require(Files.isDirectory(folder), OUTPUT, "the folder of the run that is resumed", folder);
        requireCheckpoint(RunFiles.hasCheckpoint(folder), folder);
    }

    private long requiredLastStep() throws IOException {
        OptionalLong last = lastStep();
        requireCheckpoint(last.isPresent(), this.folder);
        return last.getAsLong();
    }

    private static void requireCheckpoint(boolean isPresent, Path folder) {
        ServiceException.require(isPresent, OUTPUT,
                "a folder with a whole checkpoint to resume from; without one, start without --resume in a new folder",
                folder);
    }

    private static RunFolder open(Path folder) throws IOException {
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
        for (Path path : DurableFiles.list(folder)) {
            if (isIncomplete(path)) {
                DurableFiles.cleanUp(path);
            }
        }
        return new RunFolder(folder);
    }

    /** Whether a file or folder is of a run without a checkpoint. */
    private static boolean isLeftover(Path path) {
        boolean isFile = Files.isRegularFile(path)
                && List.of(RunFiles.METRICS, RunLock.FILE).contains(path.getFileName().toString());
        return isFile || (isIncomplete(path) && !DurableFiles.isOnlyCopy(path));
    }

    /** Whether an interrupted run left a file or folder. Files of others are kept. */
    private static boolean isIncomplete(Path path) {
        return DurableFiles.completeName(path)
            .filter((name) -> RunFiles.CHECKPOINT.matcher(name).matches() || ModelFiles.DESCRIPTIONS.contains(name)
                    || RESULTS.stream().anyMatch((files) -> files.contains(name)))
            .isPresent();
    }

    /** The path of a checkpoint, whether or not it exists. */
    Path checkpoint(long step) {
        return this.folder.resolve("checkpoint-" + step);
    }

    /**
     * Rejects a run that could not publish its best model at the end.
     * @param best the step with the best evaluation
     * @throws ServiceException if its checkpoint is missing
     */
    void requireBest(long best) throws IOException {
        if (!steps().contains(best)) {
            throw ServiceException.invalid(OUTPUT,
                    OUTPUT + " must have the best checkpoint of the run that is resumed, which is missing: "
                            + checkpoint(best) + "; restore it, or start a new run with --model "
                            + checkpoint(requiredLastStep()));
        }
    }

    /**
     * Reads files of the last checkpoint.
     * @throws IOException if they are damaged; the message names an earlier checkpoint
     */
    <T> T readLast(Reader<T> reader) throws IOException {
        long last = requiredLastStep();
        try {
            return reader.read(checkpoint(last));
        }
        catch (IOException ex) {
            OptionalLong earlier = steps().stream().mapToLong(Long::longValue).filter((step) -> step < last).max();
            String advice = earlier.isPresent()
                    ? "delete " + checkpoint(last) + " to continue from " + checkpoint(earlier.getAsLong())
                    : "there is no earlier checkpoint";
            throw new IOException("cannot resume: " + FileProblem.describe(ex) + "; " + advice, ex);
        }
    }

    /** Reads files of a checkpoint. */
    @FunctionalInterface
    interface Reader<T> {

        T read(Path checkpoint) throws IOException;

    }

    /** The step of the last checkpoint that has all files. */
    OptionalLong lastStep() throws IOException {
        return steps().stream().mapToLong(Long::longValue).max();
    }

    /**
     * Saves a checkpoint.
     * @throws IOException if it cannot be written; the message names the last checkpoint
     */
    Path save(long step, DurableFiles.FolderContents contents) throws IOException {
        Path checkpoint = checkpoint(step);
        try {
            DurableFiles.writeFolder(checkpoint, contents);
            return checkpoint;
        }
        catch (IOException ex) {
            OptionalLong last = lastStep();
            String kept = last.isPresent() ? "the last whole checkpoint is " + checkpoint(last.getAsLong())
                    : "there is no earlier checkpoint";
            throw new IOException("cannot save " + checkpoint + ": " + FileProblem.describe(ex) + "; " + kept, ex);
        }
    }

    /**
     * Removes old checkpoints.
     * @param limit the number to keep, including the best and the last, which always stay
     */
    void prune(int limit, Optional<Long> best) throws IOException {
        List<Long> removable = new ArrayList<>(steps().stream().sorted().toList());
        int total = removable.size();
        removable.remove(removable.size() - 1);
        best.ifPresent(removable::remove);
        for (long step : removable.subList(0, Math.max(0, Math.min(removable.size(), total - limit)))) {
            DurableFiles.removeFolder(checkpoint(step));
        }
    }

    /**
     * Copies the model of a checkpoint to the folder itself, file by file. The weights
     * come last, so that a folder with weights has all files.
     * @throws IOException if the checkpoint lacks the config or the weights, or a file
     * cannot be copied
     */
    Path publish(long step) throws IOException {
        Path checkpoint = checkpoint(step);
        List<String> result = RESULTS.get(Files.exists(checkpoint.resolve(LoraConfig.FILE)) ? 1 : 0);
        for (String name : result) {
            if (!Files.isRegularFile(checkpoint.resolve(name))) {
                throw new IOException("cannot copy the trained model to " + this.folder + ": the checkpoint "
                        + checkpoint + " has no " + name);
            }
        }
        try {
            Set<String> names = new LinkedHashSet<>(ModelFiles.descriptions(checkpoint));
            names.addAll(result);
            for (String name : names) {
                DurableFiles.copy(checkpoint.resolve(name), this.folder.resolve(name));
            }
            return this.folder;
        }
        catch (IOException ex) {
            throw new IOException("cannot copy the trained model to " + this.folder + ": " + FileProblem.describe(ex)
                    + "; it is in " + checkpoint, ex);
        }
    }

    private static boolean hasAll(Path folder, List<String> files) {
        return files.stream().allMatch((file) -> Files.isRegularFile(folder.resolve(file)));
    }

    private List<Long> steps() throws IOException {
        List<Long> steps = new ArrayList<>();
        for (Path path : DurableFiles.list(this.folder)) {
            Matcher name = RunFiles.CHECKPOINT.matcher(path.getFileName().toString());
            if (name.matches() && hasAll(path, NEEDED) && RESULTS.stream().anyMatch((files) -> hasAll(path, files))) {
                steps.add(Long.parseLong(name.group(1)));
            }
        }
        return steps;
    }

}

package io.inkwell.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.inkwell.error.ServiceException;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.program.ComputeDevice;
import io.inkwell.model.training.Gpt2Training;
import io.inkwell.tokenizer.Tokenizer;
import io.inkwell.training.TrainingResult.Outcome;
import io.inkwell.training.data.TextEncoding;
import io.inkwell.training.data.TrainingData;

/** Trains one model in one run. Not thread-safe. */
public final class Trainer {

    private final TrainingOptions options;

    private final Path model;

    private final Path output;

    private final boolean resume;

    private final ComputeDevice device;

    private final LongSupplier nanoTime;

    /**
     * @param model {@code --model}: a folder with a checkpoint and a tokenizer. The run
     * copies its config and tokenizer. A resumed run may use its last checkpoint
     * @param output {@code --output}: the folder of the run; it must be empty or missing
     * unless the run is resumed
     * @param resume {@code --resume}: continue from the last whole checkpoint in it
     * @param nanoTime as {@link System#nanoTime()}
     */
    public Trainer(TrainingOptions options, Path model, Path output, boolean resume, ComputeDevice device,
            LongSupplier nanoTime) {
        this.options = options;
        this.model = model;
        this.output = output;
        this.resume = resume;
        this.device = device;
        this.nanoTime = nanoTime;
    }

    /**
     * The last whole checkpoint of a run. Deletes no files of an interrupted run.
     * @throws ServiceException if there is none
     */
    public static Path lastCheckpoint(Path output) throws IOException {
        return RunFolder.lastCheckpoint(output);
    }

    /**
     * Trains until all steps are done, the evaluations become no better, the steps
     * diverge, or the caller stops it.
     * @param cancelled asked between steps, between batches of an evaluation, and while
     * the texts are read, on this thread. A run that is stopped while it reads calls no
     * listener and saves no checkpoint
     * @throws ServiceException if an option does not fit the model, the text or the run
     * that is resumed
     * @throws IOException if a file cannot be read or written, or a text is invalid; the
     * message names it
     */
    public TrainingResult run(TrainingListener listener, BooleanSupplier cancelled) throws IOException {
        return this.resume ? resume(listener, cancelled) : start(listener, cancelled);
    }

    private TrainingResult start(TrainingListener listener, BooleanSupplier cancelled) throws IOException {
        Gpt2Config config = validConfig(this.model);
        RunFolder folder = RunFolder.create(this.output);
        Optional<TrainingData> data = read(config, cancelled);
        if (data.isEmpty()) {
            return new TrainingResult(Outcome.CANCELLED, 0, Optional.empty(), Optional.empty(), Optional.empty());
        }
        RunState state = RunState.initial(this.options.fixedOnResume(), data.get().checksum());
        try (Gpt2Training training = open(this.model)) {
            return run(training, folder, data.get(), state).run(listener, cancelled);
        }
    }

    private TrainingResult resume(TrainingListener listener, BooleanSupplier cancelled) throws IOException {
        RunFolder folder = RunFolder.resume(this.output);
        long step = folder.lastStep().orElseThrow();
        Path last = folder.checkpoint(step);
        RunState state = RunState.read(last, step);
        state.requireSameOptions(this.options.fixedOnResume());
        requireSameConfig(last);
        Optional<TrainingData> data = read(validConfig(last), cancelled);
        if (data.isEmpty()) {
            return new TrainingResult(Outcome.CANCELLED, step, new Evaluations(state.history().evaluations()).best(),
                    Optional.empty(), Optional.of(last));
        }
        state.requireSameText(data.get().checksum());
        try (Gpt2Training training = open(last)) {
            training.readMoments(last.resolve(RunFolder.MOMENTS));
            return run(training, folder, data.get(), state).run(listener, cancelled);
        }
    }

    /** The config of a checkpoint whose files match it. */
    private static Gpt2Config validConfig(Path folder) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            return checkpoint.config();
        }
    }

    private Gpt2Training open(Path folder) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            return Gpt2Training.open(checkpoint, this.device);
        }
    }

    private TrainingRun run(Gpt2Training training, RunFolder folder, TrainingData data, RunState state)
            throws IOException {
        return new TrainingRun(this.options, TrainableModel.of(training), data, folder, ModelFiles.read(this.model),
                state, this.nanoTime);
    }

    /** The texts; empty if the caller stops the run meanwhile. */
    private Optional<TrainingData> read(Gpt2Config config, BooleanSupplier cancelled) throws IOException {
        DataOptions texts = this.options.data();
        texts.requireFit(config.maxPositions());
        try (Tokenizer tokenizer = Tokenizer.open(this.model)) {
            TrainingData data = TrainingData.read(texts.train(), texts.evaluation(), texts.evalSplit(),
                    texts.blockSize(), TextEncoding.of(config, tokenizer), cancelled);
            if (this.options.intervals().patience().isPresent() && data.evaluation().count() == 0) {
                throw ServiceException.invalid("--patience",
                        "--patience needs evaluations; there are none without --eval-file or with --eval-split 0");
            }
            return Optional.of(data);
        }
        catch (CancellationException ex) {
            return Optional.empty();
        }
    }

    private void requireSameConfig(Path checkpoint) throws IOException {
        if (!config(this.model).equals(config(checkpoint))) {
            throw ServiceException.invalid("--model", "--model must be the model of the run that is resumed; the "
                    + ModelFiles.CONFIG + " of " + this.model + " differs");
        }
    }

    private static Gpt2Config config(Path folder) throws IOException {
        return Gpt2Config.read(Files.readAllBytes(folder.resolve(ModelFiles.CONFIG)));
    }

}

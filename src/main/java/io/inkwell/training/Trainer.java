package io.inkwell.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.inkwell.error.ServiceException;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.program.ComputeDevice;
import io.inkwell.model.training.Gpt2Training;
import io.inkwell.tokenizer.Tokenizer;
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
     * The last whole checkpoint of a run.
     * @throws ServiceException if there is none
     */
    public static Path lastCheckpoint(Path output) throws IOException {
        RunFolder folder = RunFolder.resume(output);
        return folder.checkpoint(folder.lastStep().orElseThrow());
    }

    /**
     * Trains until all steps are done, the evaluations become no better, the steps
     * diverge, or the caller stops it.
     * @param cancelled asked between steps and between batches of an evaluation, on this
     * thread
     * @throws ServiceException if an option does not fit the model, the text or the run
     * that is resumed
     * @throws IOException if a file cannot be read or written, or a text is invalid; the
     * message names it
     */
    public TrainingResult run(TrainingListener listener, BooleanSupplier cancelled) throws IOException {
        return this.resume ? resume(listener, cancelled) : start(listener, cancelled);
    }

    private TrainingResult start(TrainingListener listener, BooleanSupplier cancelled) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(this.model)) {
            RunFolder folder = RunFolder.create(this.output);
            TrainingData data = read(checkpoint.config());
            RunState state = RunState.initial(this.options.decisive(), data.checksum());
            try (Gpt2Training training = Gpt2Training.open(checkpoint, this.device)) {
                return run(training, folder, data, state).run(listener, cancelled);
            }
        }
    }

    private TrainingResult resume(TrainingListener listener, BooleanSupplier cancelled) throws IOException {
        RunFolder folder = RunFolder.resume(this.output);
        long step = folder.lastStep().orElseThrow();
        Path last = folder.checkpoint(step);
        RunState state = RunState.read(last, step);
        state.requireSameOptions(this.options.decisive());
        requireSameConfig(last);
        try (Checkpoint checkpoint = Checkpoint.open(last)) {
            TrainingData data = read(checkpoint.config());
            state.requireSameText(data.checksum());
            try (Gpt2Training training = Gpt2Training.open(checkpoint, this.device)) {
                training.readMoments(last.resolve(RunFolder.MOMENTS));
                return run(training, folder, data, state).run(listener, cancelled);
            }
        }
    }

    private TrainingRun run(Gpt2Training training, RunFolder folder, TrainingData data, RunState state)
            throws IOException {
        return new TrainingRun(this.options, TrainableModel.of(training), data, folder, ModelFiles.read(this.model),
                state, this.nanoTime);
    }

    private TrainingData read(Gpt2Config config) throws IOException {
        DataOptions texts = this.options.data();
        texts.requireFit(config.maxPositions());
        try (Tokenizer tokenizer = Tokenizer.open(this.model)) {
            TrainingData data = TrainingData.read(texts.train(), texts.evaluation(), texts.evalSplit(),
                    texts.blockSize(), TextEncoding.of(config, tokenizer));
            if (this.options.intervals().patience().isPresent() && data.evaluation().count() == 0) {
                throw ServiceException.invalid("--patience",
                        "--patience needs evaluations; there are none without --eval-file or with --eval-split 0");
            }
            return data;
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

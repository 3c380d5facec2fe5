package io.inkwell.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.inkwell.chat.ChatTemplate;
import io.inkwell.chat.ChatTemplateException;
import io.inkwell.chat.SpecialTokens;
import io.inkwell.error.ServiceException;
import io.inkwell.model.adapter.LoraAdapter;
import io.inkwell.model.adapter.LoraConfig;
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

    private final RunModel model;

    private final Path output;

    private final boolean resume;

    private final ComputeDevice device;

    private final LongSupplier nanoTime;

    /**
     * @param model {@code --model}: the run copies its config and tokenizer. A resumed
     * run may use {@link #resumedModel}
     * @param output {@code --output}: the folder of the run; it must be empty or missing
     * unless the run is resumed
     * @param resume {@code --resume}: continue from the last whole checkpoint in it
     * @param nanoTime as {@link System#nanoTime()}
     */
    public Trainer(TrainingOptions options, RunModel model, Path output, boolean resume, ComputeDevice device,
            LongSupplier nanoTime) {
        this.options = options;
        this.model = model;
        this.output = output;
        this.resume = resume;
        this.device = device;
        this.nanoTime = nanoTime;
    }

    /**
     * The last whole checkpoint of a run, and the location of the model that it started
     * with. A checkpoint of an adapter lacks that model's files. Deletes no files of an
     * interrupted run.
     * @throws ServiceException if there is none, or the run is active
     */
    public static RunModel resumedModel(Path output) throws IOException {
        RunFolder.requireRun(output);
        return RunLock.hold(output, () -> {
            RunFolder run = RunFolder.inspect(output);
            long step = run.lastStep().orElseThrow();
            return new RunModel(run.checkpoint(step), RunState.read(run.checkpoint(step), step).origin());
        });
    }

    /**
     * Trains until all steps are done, the evaluations become no better, the steps
     * diverge, or the caller stops it.
     * @param cancelled asked between steps, between batches of an evaluation, and while
     * the texts are read, on this thread. A run that is stopped while it reads calls no
     * listener and saves no checkpoint
     * @throws ServiceException if an option does not fit the model, the text or the run
     * that is resumed, or another run uses the folder
     * @throws IOException if a file cannot be read or written, or a text is invalid; the
     * message names it
     */
    public TrainingResult run(TrainingListener listener, BooleanSupplier cancelled) throws IOException {
        if (this.resume) {
            RunFolder.requireRun(this.output);
            return RunLock.hold(this.output, () -> resume(listener, cancelled));
        }
        // A model that is not valid must not leave a folder.
        try (Checkpoint checkpoint = Checkpoint.open(this.model.folder())) {
            RunFolder.make(this.output);
            return RunLock.hold(this.output, () -> start(checkpoint, listener, cancelled));
        }
    }

    private TrainingResult start(Checkpoint checkpoint, TrainingListener listener, BooleanSupplier cancelled)
            throws IOException {
        RunFolder folder = RunFolder.create(this.output);
        Optional<TrainingData> data = read(checkpoint.config(), cancelled);
        if (data.isEmpty()) {
            return TrainingResult.unstarted(0, TrainingHistory.EMPTY, Optional.empty());
        }
        RunState state = RunState.initial(this.model.location(), base(checkpoint), this.options.fixedOnResume(),
                data.get().checksum());
        try (Gpt2Training training = open(checkpoint)) {
            return run(training, folder, data.get(), state).run(listener, cancelled);
        }
    }

    private TrainingResult resume(TrainingListener listener, BooleanSupplier cancelled) throws IOException {
        RunFolder folder = RunFolder.resume(this.output);
        long step = folder.lastStep().orElseThrow();
        Path last = folder.checkpoint(step);
        RunState state = folder.readLast((checkpoint) -> RunState.read(checkpoint, step));
        state.requireSameOptions(this.options.fixedOnResume());
        Optional<Long> best = new Evaluations(state.history().evaluations()).bestStep();
        if (best.isPresent()) {
            folder.requireBest(best.get());
        }
        try (Checkpoint checkpoint = openModel(folder)) {
            state.requireSameBase(base(checkpoint), this.model.location().orElse(this.model.folder().toString()));
            Optional<TrainingData> data = read(checkpoint.config(), cancelled);
            if (data.isEmpty()) {
                return TrainingResult.unstarted(step, state.history(), Optional.of(last));
            }
            state.requireSameText(data.get().checksum());
            try (Gpt2Training training = openResumed(checkpoint, folder)) {
                return run(folder.readLast((from) -> restore(training, from)), folder, data.get(), state).run(listener,
                        cancelled);
            }
        }
    }

    /** The base model of an adapter, or the last checkpoint of all weights. */
    private Checkpoint openModel(RunFolder folder) throws IOException {
        if (isAdapter()) {
            return Checkpoint.open(this.model.folder());
        }
        Gpt2Config given = config(this.model.folder());
        return folder.readLast((last) -> {
            requireSameConfig(given, last);
            return Checkpoint.open(last);
        });
    }

    /** A failure to read the base model of an adapter is none of the last checkpoint. */
    private Gpt2Training openResumed(Checkpoint checkpoint, RunFolder folder) throws IOException {
        return isAdapter() ? open(checkpoint) : folder.readLast((last) -> open(checkpoint));
    }

    /** Reads what the model of {@link #openModel} lacks. */
    private Gpt2Training restore(Gpt2Training training, Path last) throws IOException {
        if (isAdapter()) {
            training.readWeights(last.resolve(LoraAdapter.WEIGHTS_FILE));
        }
        training.readMoments(last.resolve(RunFolder.MOMENTS));
        return training;
    }

    private Gpt2Training open(Checkpoint checkpoint) throws IOException {
        Optional<LoraConfig> lora = lora();
        return lora.isPresent() ? Gpt2Training.openLora(checkpoint, lora.get(), this.options.seed(), this.device)
                : Gpt2Training.open(checkpoint, this.device);
    }

    private boolean isAdapter() {
        return this.options.lora().isPresent();
    }

    private Optional<LoraConfig> lora() {
        return this.options.lora().map((lora) -> lora.config(this.model.publicLocation().orElse("")));
    }

    private Optional<String> base(Checkpoint checkpoint) throws IOException {
        return isAdapter() ? Optional.of(BaseChecksum.of(checkpoint)) : Optional.empty();
    }

    private TrainingRun run(Gpt2Training training, RunFolder folder, TrainingData data, RunState state)
            throws IOException {
        Optional<LoraConfig> lora = lora();
        TrainableModel trained = lora.isPresent() ? TrainableModel.ofAdapter(training, lora.get())
                : TrainableModel.ofWeights(training, ModelFiles.read(this.model.folder()));
        return new TrainingRun(this.options, trained, data, folder, state, this.nanoTime);
    }

    /** The texts; empty if the caller stops the run meanwhile. */
    private Optional<TrainingData> read(Gpt2Config config, BooleanSupplier cancelled) throws IOException {
        DataOptions texts = this.options.data();
        texts.requireFit(config.maxPositions());
        try (Tokenizer tokenizer = Tokenizer.open(this.model.folder())) {
            TrainingData data = TrainingData.read(texts.train(), texts.evaluation(), texts.evalSplit(),
                    texts.blockSize(), TextEncoding.of(config, tokenizer, chatTemplate(tokenizer)), cancelled);
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

    /** A template that is not valid matters only to a text with conversations. */
    private ChatTemplate chatTemplate(Tokenizer tokenizer) {
        SpecialTokens tokens = new SpecialTokens(tokenizer.namedTokens());
        try {
            return ChatTemplate.of(this.model.chatTemplate(), tokens, Clock.systemDefaultZone());
        }
        catch (ChatTemplateException ex) {
            return ChatTemplate.unusable(this.model.chatTemplate(), tokens, ex);
        }
    }

    private void requireSameConfig(Gpt2Config given, Path checkpoint) throws IOException {
        if (!given.equals(config(checkpoint))) {
            throw ServiceException.invalid("--model", "--model must be the model of the run that is resumed; the "
                    + Checkpoint.CONFIG_FILE + " of " + this.model.folder() + " differs");
        }
    }

    private static Gpt2Config config(Path folder) throws IOException {
        return Gpt2Config.read(Files.readAllBytes(folder.resolve(Checkpoint.CONFIG_FILE)));
    }

}

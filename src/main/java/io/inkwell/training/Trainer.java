package io.inkwell.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.inkwell.model.program.ComputeDevice;

/** Trains one model in one run. Not thread-safe. */
public final class Trainer {

    private final TrainingOptions options;

    private final Path model;

    private final Path output;

    private final boolean resume;

    private final ComputeDevice device;

    private final LongSupplier nanoTime;

    /**
     * @param model {@code MODEL}: a folder with a checkpoint and a tokenizer, which the
     * run copies
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
     * Trains until all steps are done, the evaluations become no better, the steps
     * diverge, or the caller stops it.
     * @param cancelled asked between steps, on this thread
     * @throws io.inkwell.error.ServiceException if an option does not fit the model, the
     * text or the run that is resumed
     * @throws IOException if a file cannot be read or written, or a text is invalid; the
     * message names it
     */
    public TrainingResult run(TrainingListener listener, BooleanSupplier cancelled) throws IOException {
        throw new UnsupportedOperationException("%s %s %s %s %s %s".formatted(this.options, this.model, this.output,
                this.resume, this.device, this.nanoTime));
    }

}

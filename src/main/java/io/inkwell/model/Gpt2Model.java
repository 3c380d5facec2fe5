package io.inkwell.model;

import java.io.IOException;

import ai.djl.Model;

import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.CheckpointException;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.checkpoint.WeightShapes;
import io.inkwell.model.introspection.Gpt2Explainer;
import io.inkwell.model.introspection.Gpt2Gradients;
import io.inkwell.model.introspection.NoisedText;
import io.inkwell.model.program.Gpt2Program;
import io.inkwell.model.program.Kernels;
import io.inkwell.model.program.WeightLoader;
import io.inkwell.model.program.WeightOptions;
import io.inkwell.model.step.Gpt2Predictor;

/**
 * The weights of one checkpoint, loaded once into a DJL {@link Model}; predictors share
 * them. May be used from several threads, but must outlive its predictors: a predictor in
 * the middle of a step when the model is closed takes the process with it.
 */
public final class Gpt2Model implements AutoCloseable {

    private final Gpt2Config config;

    private final Precision precision;

    private final Model model;

    private Gpt2Model(Gpt2Config config, Precision precision, Model model) {
        this.config = config;
        this.precision = precision;
        this.model = model;
    }

    /**
     * Loads a checkpoint, which may be closed afterwards.
     * @throws CheckpointException if a weight is refused, as the options say
     * @throws IOException if the weights cannot be read
     */
    public static Gpt2Model load(Checkpoint checkpoint, WeightOptions options) throws IOException {
        return new Gpt2Model(checkpoint.config(), options.precision(), Gpt2Program.load(checkpoint, options));
    }

    /** The bytes that loading takes for a time beyond {@link #weightBytes}. */
    public static long transientBytes(Checkpoint checkpoint) {
        return WeightLoader.transientBytes(checkpoint);
    }

    /** What the weights of such a network take in memory. */
    public static long weightBytes(Gpt2Config config, Precision precision) {
        return WeightShapes.bytes(config, precision);
    }

    public Gpt2Config config() {
        return this.config;
    }

    public Precision precision() {
        return this.precision;
    }

    public Kernels kernels() {
        return Gpt2Program.kernels(this.model);
    }

    /** Where it computes, as DJL names it: {@code cpu} or {@code gpu0}. */
    public String device() {
        return this.model.getNDManager().getDevice().toString().replaceAll("[()]", "");
    }

    /**
     * A predictor with a KV cache of its own.
     * @param numSlots the sequences that can be under way at once
     */
    public Gpt2Predictor newPredictor(int numSlots) {
        return new Gpt2Predictor(this.model, this.config, numSlots);
    }

    /** For looking into it. */
    public Gpt2Explainer newExplainer() {
        return new Gpt2Explainer(this.model, this.config);
    }

    /**
     * For changing what it reads; only in {@link Precision#FLOAT32}.
     * @param betweenCalls run before each call, none of which takes long; ends the work
     * if it fails
     */
    public Gpt2Gradients newGradients(Runnable betweenCalls) {
        requireGradients();
        return new Gpt2Gradients(this.model, this.config, betweenCalls);
    }

    /**
     * For adding noise to a text; only in {@link Precision#FLOAT32}.
     * @param spread what the difference of each logit is divided by; empty if the
     * differences of all are to be told in proportion to the logits
     */
    public NoisedText newNoisedText(int[] tokens, float... spread) {
        requireGradients();
        if (spread.length != 0 && spread.length != this.config.vocabSize()) {
            throw new IllegalArgumentException(
                    "spread must be of none or all of " + this.config.vocabSize() + " logits; given: " + spread.length);
        }
        return new NoisedText(this.model, this.config, tokens, spread);
    }

    @Override
    public void close() {
        this.model.close();
    }

    private void requireGradients() {
        if (this.precision != Precision.FLOAT32) {
            throw new IllegalStateException("gradients want a model in float32; it is in " + this.precision);
        }
    }

}

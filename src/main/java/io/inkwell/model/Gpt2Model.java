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
import io.inkwell.model.introspection.NoisedPrompt;
import io.inkwell.model.program.ComputeDevice;
import io.inkwell.model.program.Gpt2Program;
import io.inkwell.model.program.Kernels;
import io.inkwell.model.program.WeightLoader;
import io.inkwell.model.program.WeightOptions;
import io.inkwell.model.step.Gpt2Predictor;
import io.inkwell.model.step.KvCacheSize;

/**
 * The weights of one checkpoint, loaded once into a DJL {@link Model} and shared by its
 * predictors. Thread-safe, but it must outlive its predictors: closing the model during a
 * step crashes the process.
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
     * Loads a checkpoint into the memory of the CPU.
     * @see #load(Checkpoint, WeightOptions, ComputeDevice)
     */
    public static Gpt2Model load(Checkpoint checkpoint, WeightOptions options) throws IOException {
        return load(checkpoint, options, ComputeDevice.CPU);
    }

    /**
     * Loads a checkpoint, which may be closed afterwards.
     * @throws CheckpointException if a weight fails the checks in {@code options}
     * @throws IOException if the weights cannot be read
     */
    public static Gpt2Model load(Checkpoint checkpoint, WeightOptions options, ComputeDevice device)
            throws IOException {
        return new Gpt2Model(checkpoint.config(), options.precision(), Gpt2Program.load(checkpoint, options, device));
    }

    /** The peak bytes that loading needs in addition to {@link #weightBytes}. */
    public static long transientBytes(Checkpoint checkpoint) {
        return WeightLoader.transientBytes(checkpoint);
    }

    /** The memory of the loaded weights in bytes. */
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

    public ComputeDevice device() {
        return Gpt2Program.device(this.model);
    }

    /**
     * Creates a predictor with its own KV cache.
     * @param numSlots the number of sequences that can run concurrently, each with memory
     * for a whole context
     */
    public Gpt2Predictor newPredictor(int numSlots) {
        return newPredictor(KvCacheSize.ofWholeSlots(numSlots, this.config.maxPositions()));
    }

    /**
     * Creates a predictor with its own KV cache.
     * @param cacheSize with blocks of {@link #cellsPerBlock()} cells, or with whole slots
     */
    public Gpt2Predictor newPredictor(KvCacheSize cacheSize) {
        return new Gpt2Predictor(this.model, this.config, cacheSize);
    }

    /**
     * The block size of a KV cache that commits parts of slots; the context length if the
     * kernels or the shape of the model allow none.
     */
    public int cellsPerBlock() {
        return Gpt2Predictor.cellsPerBlock(this.model, this.config);
    }

    Model djl() {
        return this.model;
    }

    /** Creates an explainer. */
    public Gpt2Explainer newExplainer() {
        return new Gpt2Explainer(this.model, this.config);
    }

    /**
     * Creates a gradient computation; requires {@link Precision#FLOAT32}.
     * @param betweenCalls runs before each program call, none of which takes long; may
     * throw to cancel
     */
    public Gpt2Gradients newGradients(Runnable betweenCalls) {
        requireGradients();
        return new Gpt2Gradients(this.model, this.config, betweenCalls);
    }

    /**
     * Creates a noise computation; requires {@link Precision#FLOAT32}.
     * @param logitScales the divisor of each logit difference; empty to measure all
     * differences relative to the logits
     */
    public NoisedPrompt newNoisedPrompt(int[] tokens, float... logitScales) {
        requireGradients();
        if (logitScales.length != 0 && logitScales.length != this.config.vocabSize()) {
            throw new IllegalArgumentException("logit scales must be empty or have one value for each of "
                    + this.config.vocabSize() + " logits; given: " + logitScales.length);
        }
        return new NoisedPrompt(this.model, this.config, tokens, logitScales);
    }

    @Override
    public void close() {
        this.model.close();
    }

    private void requireGradients() {
        if (this.precision != Precision.FLOAT32) {
            throw new IllegalStateException("gradients require a model in float32; its precision is " + this.precision);
        }
    }

}

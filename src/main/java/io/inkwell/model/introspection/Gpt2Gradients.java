package io.inkwell.model.introspection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.types.Shape;

import io.inkwell.model.checkpoint.Gpt2Config;

/**
 * Computes the logits after token embeddings, and their gradients. The weights are
 * constant; the network adds the positions. Embeddings of several prompts of equal length
 * are {@code [sequences, tokens, hidden size]}. Long prompts are computed a few layers at
 * a time. Not thread-safe.
 */
public final class Gpt2Gradients implements AutoCloseable {

    /**
     * Memory of the recorded graph: 128 tokens in 12 layers of width 768, half a second
     * on two cores. Longer prompts compute each layer twice.
     */
    private static final long RECORD_BYTES = 96L << 20;

    private final Gpt2Config config;

    private final Runnable betweenCalls;

    private final Predictor<ExplanationCall, List<float[]>> predictor;

    public Gpt2Gradients(Model model, Gpt2Config config, Runnable betweenCalls) {
        this.config = config;
        this.betweenCalls = betweenCalls;
        this.predictor = new DifferentiatingPredictor(model);
    }

    public int hiddenSize() {
        return this.config.hiddenSize();
    }

    /** {@code [tokens, hidden size]}. */
    public float[] embeddings(int[] tokens) {
        return call("token_embeddings", (call) -> call.with(Arrays.stream(tokens).asLongStream().toArray())).get(0);
    }

    /** Computes the logits, {@code [sequences, vocabulary]}. */
    public float[] logits(float[] embeddings, int numSequences) {
        Shape shape = shape(embeddings, numSequences);
        int stretch = layersAtOnce(shape);
        List<float[]> states = statesBefore(embeddings, shape, stretch);
        return call("logits", (call) -> call.with(states.get(states.size() - 1), shape)
            .with((states.size() - 1L) * stretch, this.config.numLayers())).get(0);
    }

    /**
     * Computes the measure of a token in the output, and its gradients.
     * @param targets the token, and optionally a contrast token whose measure is
     * subtracted
     */
    public OutputGradients gradients(float[] embeddings, int numSequences, int[] targets, OutputMeasure measure) {
        Shape shape = shape(embeddings, numSequences);
        int stretch = layersAtOnce(shape);
        List<float[]> states = statesBefore(embeddings, shape, stretch);
        int last = states.size() - 1;
        List<float[]> results = call("gradients",
                (call) -> call.with(states.get(last), shape)
                    .with((long) last * stretch, this.config.numLayers())
                    .with(Arrays.stream(targets).asLongStream().toArray())
                    .with(measure.code()));
        float[] gradients = results.get(1);
        for (int i = last - 1; i >= 0; i--) {
            float[] state = states.get(i);
            long[] layers = { (long) i * stretch, (i + 1L) * stretch };
            float[] after = gradients;
            gradients = call("backward_layers", (call) -> call.with(state, shape).with(layers).with(after, shape))
                .get(0);
        }
        return new OutputGradients(results.get(0), gradients);
    }

    @Override
    public void close() {
        this.predictor.close();
    }

    /** The hidden states before each group of layers. */
    private List<float[]> statesBefore(float[] embeddings, Shape shape, int stretch) {
        List<float[]> states = new ArrayList<>(List.of(embeddings));
        for (int layer = stretch; layer < this.config.numLayers(); layer += stretch) {
            float[] before = states.get(states.size() - 1);
            long[] layers = { layer - stretch, layer };
            states.add(call("forward_layers", (call) -> call.with(before, shape).with(layers)).get(0));
        }
        return states;
    }

    private int layersAtOnce(Shape shape) {
        // Inputs of the four matrices, of both norms and of the activation, and keys.
        long perToken = Float.BYTES * (10L * this.config.hiddenSize() + 2L * this.config.innerSize());
        long numLayers = RECORD_BYTES / (perToken * shape.get(0) * shape.get(1));
        return (int) Math.max(1, Math.min(this.config.numLayers(), numLayers));
    }

    private Shape shape(float[] embeddings, int numSequences) {
        int size = this.config.hiddenSize();
        int numTokens = embeddings.length / numSequences / size;
        if (numTokens * numSequences * size != embeddings.length || numTokens == 0
                || numTokens > this.config.maxPositions()) {
            throw new IllegalArgumentException("embeddings must be those of " + numSequences
                    + " sequences of from 1 to " + this.config.maxPositions() + " tokens, " + size
                    + " numbers each; given: " + embeddings.length + " numbers");
        }
        return new Shape(numSequences, numTokens, size);
    }

    private List<float[]> call(String method, UnaryOperator<ExplanationCall> arguments) {
        this.betweenCalls.run();
        return arguments.apply(new ExplanationCall(method)).on(this.predictor);
    }

}

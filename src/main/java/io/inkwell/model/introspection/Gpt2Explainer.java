package io.inkwell.model.introspection;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.types.Shape;

import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.checkpoint.Precision;

/**
 * Runs the network on a sequence and exposes its internals, on shared weights and without
 * a KV cache. Results match the reference only in {@link Precision#FLOAT32}. Confined to
 * one thread at a time.
 */
public final class Gpt2Explainer implements AutoCloseable {

    private final Gpt2Config config;

    private final Predictor<ExplanationCall, List<float[]>> predictor;

    /** Creates an explainer on a loaded model, which must stay open. */
    public Gpt2Explainer(Model model, Gpt2Config config) {
        this.config = config;
        this.predictor = model.newPredictor(new ExplanationTranslator());
    }

    /**
     * Computes the attention of a sequence in selected layers and heads.
     * @param layers ascending layer indices, from 0
     * @param heads ascending head indices, from 0
     */
    public Attention attention(int[] tokens, int[] layers, int[] heads, AttentionStage stage) {
        requireTokens(tokens);
        requireAscending("layers", layers, this.config.numLayers());
        requireAscending("heads", heads, this.config.numHeads());
        List<float[]> results = new ExplanationCall("attention").with(longs(tokens))
            .with(longs(layers))
            .with(longs(heads))
            .with(stage.code())
            .on(this.predictor);
        return new Attention(layers.length, heads.length, tokens.length, this.config.headSize(), results.get(0),
                results.get(1), results.get(2));
    }

    /**
     * Computes the hidden states of a sequence,
     * {@code [tokens, layers + 1, hidden size]}: for each token its embedding, then the
     * output of each layer.
     */
    public float[] states(int[] tokens) {
        requireTokens(tokens);
        return new ExplanationCall("states").with(longs(tokens)).on(this.predictor).get(0);
    }

    /**
     * Applies the logit lens: the prediction at each depth. Each state costs one product
     * with the output matrix, so process long sequences in parts.
     * @param states the result of {@link #states}
     * @param from the first token, counted from 0
     * @param to the end of the range, exclusive
     * @param numTop the number of most likely tokens per cell
     * @param watched tokens whose log-probability is returned in every cell
     */
    public LensCells lens(float[] states, int from, int to, int numTop, int[] watched) {
        int numDepths = this.config.numLayers() + 1;
        int row = numDepths * this.config.hiddenSize();
        Shape shape = new Shape(to - from, numDepths, this.config.hiddenSize());
        float[] values = new ExplanationCall("lens").with(Arrays.copyOfRange(states, from * row, to * row), shape)
            .with(numTop)
            .with(longs(watched))
            .on(this.predictor)
            .get(0);
        return new LensCells(values, numDepths, numTop, watched.length);
    }

    /**
     * Value zeroing: for each part of the sequence, 1 minus the cosine similarity of the
     * last token's output of a layer with and without the values of that part.
     * @param states the result of {@link #states}
     * @param partOfToken the part of each token, counted from 0, ascending without gaps
     */
    public float[] withoutValues(float[] states, int layer, int[] partOfToken) {
        int size = this.config.hiddenSize();
        float[] before = new float[partOfToken.length * size];
        for (int token = 0; token < partOfToken.length; token++) {
            int from = (token * (this.config.numLayers() + 1) + layer) * size;
            System.arraycopy(states, from, before, token * size, size);
        }
        return new ExplanationCall("without_values").with(before, new Shape(partOfToken.length, size))
            .with(layer)
            .with(longs(partOfToken))
            .with(partOfToken[partOfToken.length - 1] + 1)
            .on(this.predictor)
            .get(0);
    }

    @Override
    public void close() {
        this.predictor.close();
    }

    private void requireTokens(int[] tokens) {
        if (tokens.length == 0 || tokens.length > this.config.maxPositions()) {
            throw new IllegalArgumentException("the number of tokens must be between 1 and "
                    + this.config.maxPositions() + "; given: " + tokens.length);
        }
    }

    private static void requireAscending(String name, int[] indices, int end) {
        boolean ascending = IntStream.range(1, indices.length).allMatch((i) -> indices[i - 1] < indices[i]);
        if (indices.length == 0 || !ascending || indices[0] < 0 || indices[indices.length - 1] >= end) {
            throw new IllegalArgumentException(name + " must be ascending indices between 0 and " + (end - 1)
                    + "; given: " + Arrays.toString(indices));
        }
    }

    private static long[] longs(int[] ints) {
        return Arrays.stream(ints).asLongStream().toArray();
    }

}

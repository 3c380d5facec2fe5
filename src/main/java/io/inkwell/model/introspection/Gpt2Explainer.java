package io.inkwell.model.introspection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.types.Shape;

import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.checkpoint.Precision;

/**
 * Computes the internals of a forward pass with the shared weights, without a KV cache.
 * Only a model in {@link Precision#FLOAT32} matches the reference. Not thread-safe.
 */
public final class Gpt2Explainer implements AutoCloseable {

    /**
     * Hidden states of one part of the lens: half a second on two cores for 124M
     * parameters.
     */
    private static final int LENS_STATES = 256;

    private final Gpt2Config config;

    private final Predictor<ExplanationCall, List<float[]>> predictor;

    public Gpt2Explainer(Model model, Gpt2Config config) {
        this.config = config;
        this.predictor = model.newPredictor(new ExplanationTranslator());
    }

    /**
     * Computes the attention of a prompt in some layers and heads.
     * @param layers indices from 0, ascending
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
     * Computes the hidden states of a prompt, {@code [tokens, layers + 1, hidden size]}:
     * the embedding of each token, then the output of each layer.
     */
    public float[] hiddenStates(int[] tokens) {
        requireTokens(tokens);
        return new ExplanationCall("hidden_states").with(longs(tokens)).on(this.predictor).get(0);
    }

    /**
     * Computes the logit lens of a prompt: the prediction at each depth. Each state costs
     * one product with the output matrix, so a long prompt is computed in parts.
     * @param numTop number of most likely tokens in each cell
     * @param watched tokens whose probability to return in each cell
     * @param beforePart called before each part; can throw to stop
     * @return the cells of successive tokens
     */
    public List<LensCells> logitLens(int[] tokens, int numTop, int[] watched, Runnable beforePart) {
        float[] states = hiddenStates(tokens);
        int step = Math.max(1, LENS_STATES / (this.config.numLayers() + 1));
        List<LensCells> parts = new ArrayList<>();
        for (int from = 0; from < tokens.length; from += step) {
            beforePart.run();
            parts.add(logitLens(states, from, Math.min(from + step, tokens.length), numTop, watched));
        }
        return parts;
    }

    /**
     * Computes one part.
     * @param states from {@link #hiddenStates}
     * @param from index of the first token
     * @param to exclusive
     */
    LensCells logitLens(float[] states, int from, int to, int numTop, int[] watched) {
        int numDepths = this.config.numLayers() + 1;
        int row = numDepths * this.config.hiddenSize();
        Shape shape = new Shape(to - from, numDepths, this.config.hiddenSize());
        float[] values = new ExplanationCall("logit_lens").with(Arrays.copyOfRange(states, from * row, to * row), shape)
            .with(numTop)
            .with(longs(watched))
            .on(this.predictor)
            .get(0);
        return new LensCells(values, numDepths, numTop, watched.length);
    }

    /**
     * Computes value zeroing in one layer. For each part: 1 minus the cosine between the
     * last hidden states with and without the values of the part.
     * @param states from {@link #hiddenStates}
     * @param partOfToken part index of each token, ascending from 0 without gaps
     */
    public float[] valueZeroing(float[] states, int layer, int[] partOfToken) {
        int size = this.config.hiddenSize();
        float[] before = new float[partOfToken.length * size];
        for (int token = 0; token < partOfToken.length; token++) {
            int from = (token * (this.config.numLayers() + 1) + layer) * size;
            System.arraycopy(states, from, before, token * size, size);
        }
        return new ExplanationCall("value_zeroing").with(before, new Shape(partOfToken.length, size))
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
            throw new IllegalArgumentException(
                    "tokens must be from 1 to " + this.config.maxPositions() + "; given: " + tokens.length);
        }
    }

    private static void requireAscending(String name, int[] indices, int end) {
        boolean ascending = IntStream.range(1, indices.length).allMatch((i) -> indices[i - 1] < indices[i]);
        if (indices.length == 0 || !ascending || indices[0] < 0 || indices[indices.length - 1] >= end) {
            throw new IllegalArgumentException(
                    name + " must ascend from 0 to " + (end - 1) + " at most; given: " + Arrays.toString(indices));
        }
    }

    private static long[] longs(int[] ints) {
        return Arrays.stream(ints).asLongStream().toArray();
    }

}

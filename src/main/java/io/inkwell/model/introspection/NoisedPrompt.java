package io.inkwell.model.introspection;

import java.util.Arrays;
import java.util.List;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.types.Shape;

import io.inkwell.model.checkpoint.Gpt2Config;

/**
 * Adds noise to the token embeddings of a prompt, and measures the change of the logits
 * after the last token. Not thread-safe.
 */
public final class NoisedPrompt implements AutoCloseable {

    private final Predictor<ExplanationCall, List<float[]>> predictor;

    private final long[] tokens;

    private final int hiddenSize;

    private final float[] state;

    private final float[] quadraticForm;

    private final float embeddingDeviation;

    /** Computes what all steps share. Takes about one second for 124M parameters. */
    public NoisedPrompt(Model model, Gpt2Config config, int[] tokens, float[] logitScales) {
        if (tokens.length == 0 || tokens.length > config.maxPositions()) {
            throw new IllegalArgumentException(
                    "tokens must be from 1 to " + config.maxPositions() + "; given: " + tokens.length);
        }
        this.predictor = new DifferentiatingPredictor(model);
        this.tokens = Arrays.stream(tokens).asLongStream().toArray();
        this.hiddenSize = config.hiddenSize();
        List<float[]> reference = new ExplanationCall("noise_reference").with(this.tokens)
            .with(logitScales, new Shape(logitScales.length))
            .on(this.predictor);
        this.state = reference.get(0);
        this.quadraticForm = reference.get(1);
        this.embeddingDeviation = reference.get(2)[0];
    }

    public int numTokens() {
        return this.tokens.length;
    }

    public int hiddenSize() {
        return this.hiddenSize;
    }

    /** The standard deviation of the token embedding matrix. */
    public float embeddingDeviation() {
        return this.embeddingDeviation;
    }

    /**
     * Measures the effect of samples of noise, as one batch.
     * @param sigmas standard deviation of the noise on each token
     * @param noise multiplied by the sigmas, {@code [samples, tokens, hidden size]}
     */
    public NoiseEffect effect(float[] sigmas, float[] noise) {
        int sampleSize = this.tokens.length * this.hiddenSize;
        if (sigmas.length != this.tokens.length || noise.length == 0 || noise.length % sampleSize != 0) {
            throw new IllegalArgumentException("noise must be samples of " + sampleSize + " numbers, and its sigmas "
                    + this.tokens.length + "; given: " + noise.length + " and " + sigmas.length);
        }
        List<float[]> results = new ExplanationCall("noise_effect").with(this.tokens)
            .with(sigmas, new Shape(sigmas.length))
            .with(noise, new Shape(noise.length / sampleSize, this.tokens.length, this.hiddenSize))
            .with(this.state, new Shape(1, this.hiddenSize))
            .with(this.quadraticForm, new Shape(this.hiddenSize, this.hiddenSize))
            .on(this.predictor);
        return new NoiseEffect(results.get(0), results.get(1));
    }

    @Override
    public void close() {
        this.predictor.close();
    }

}

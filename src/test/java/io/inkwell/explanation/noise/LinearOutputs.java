package io.inkwell.explanation.noise;

import java.util.Arrays;

import io.inkwell.model.introspection.NoiseEffect;

/** A model whose output is the weighted sum of its token embeddings. */
final class LinearOutputs implements NoiseEvaluator {

    private final double[] weights;

    private final double[] measure;

    /**
     * @param weights of the tokens
     * @param measure factor of the squared difference of each output number
     */
    LinearOutputs(double[] weights, double[] measure) {
        this.weights = weights;
        this.measure = measure;
    }

    /** Normalizes by the usual variance of each output number. */
    static LinearOutputs bySpread(double[] weights, double[] spread) {
        return new LinearOutputs(weights,
                Arrays.stream(spread).map((deviation) -> 1 / (spread.length * deviation * deviation)).toArray());
    }

    /** Normalizes by the squares of the output. */
    static LinearOutputs bySquares(double[] weights, double[] embeddings) {
        int width = embeddings.length / weights.length;
        double squares = 0;
        for (int i = 0; i < width; i++) {
            double output = 0;
            for (int token = 0; token < weights.length; token++) {
                output += weights[token] * embeddings[token * width + i];
            }
            squares += output * output;
        }
        double[] measure = new double[width];
        Arrays.fill(measure, 1 / squares);
        return new LinearOutputs(weights, measure);
    }

    @Override
    public NoiseEffect effect(float[] sigma, float[] noise) {
        int width = this.measure.length;
        int numTokens = this.weights.length;
        int numSamples = noise.length / numTokens / width;
        float[] distances = new float[numSamples];
        float[] gradients = new float[numSamples * numTokens];
        for (int sample = 0; sample < numSamples; sample++) {
            for (int i = 0; i < width; i++) {
                double moved = 0;
                for (int token = 0; token < numTokens; token++) {
                    moved += this.weights[token] * sigma[token] * noise[(sample * numTokens + token) * width + i];
                }
                distances[sample] += (float) (this.measure[i] * moved * moved);
                for (int token = 0; token < numTokens; token++) {
                    gradients[sample * numTokens + token] += (float) (2 * this.measure[i] * moved * this.weights[token]
                            * noise[(sample * numTokens + token) * width + i]);
                }
            }
        }
        return new NoiseEffect(distances, gradients);
    }

}

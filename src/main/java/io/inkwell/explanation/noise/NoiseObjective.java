package io.inkwell.explanation.noise;

import java.util.List;

import io.inkwell.explanation.text.TokenSpan;
import io.inkwell.model.introspection.NoiseEffect;

/**
 * The objective of learned noise (Guan et al. 2019, "Towards a Deep and Unified
 * Understanding of Deep Neural Models in NLP"). It is the distance between the outputs
 * with and without noise, minus a reward for the entropy of the noise.
 *
 * <pre>
 * sigma of a token = scale * sigmoid(theta of its part)
 * loss = mean of distances - rate * mean over tokens of log(sigma / scale)
 * </pre>
 */
final class NoiseObjective {

    private final NoiseEvaluator evaluator;

    private final List<TokenSpan> parts;

    private final int numTokens;

    private final double scale;

    private final double rate;

    /**
     * @param parts consecutive spans that cover the prompt
     * @param scale the upper bound of sigma
     * @param rate the weight of the entropy
     */
    NoiseObjective(NoiseEvaluator evaluator, List<TokenSpan> parts, double scale, double rate) {
        this.evaluator = evaluator;
        this.parts = parts;
        this.numTokens = parts.get(parts.size() - 1).to();
        this.scale = scale;
        this.rate = rate;
    }

    int numParts() {
        return this.parts.size();
    }

    double scale() {
        return this.scale;
    }

    /** The standard deviation of the noise on each part. */
    double[] sigma(double[] theta) {
        double[] sigma = new double[theta.length];
        for (int part = 0; part < theta.length; part++) {
            sigma[part] = this.scale * sigmoid(theta[part]);
        }
        return sigma;
    }

    /** The derivative of sigma with respect to theta. */
    double growth(double theta) {
        return this.scale * sigmoid(theta) * sigmoid(-theta);
    }

    /**
     * Computes the loss and its gradient with the given noise.
     * @param noise standard normal, {@code [samples, tokens, hidden size]}
     */
    NoiseLoss evaluate(double[] theta, float[] noise) {
        NoiseEffect effect = this.evaluator.effect(ofTokens(sigma(theta)), noise);
        int numSamples = effect.distances().length;
        double loss = 0;
        for (float distance : effect.distances()) {
            loss += distance / numSamples;
        }
        double[] gradient = new double[theta.length];
        for (int i = 0; i < theta.length; i++) {
            TokenSpan part = this.parts.get(i);
            double reward = this.rate * part.length() / this.numTokens;
            loss -= reward * logSigmoid(theta[i]);
            gradient[i] = sigmaGradient(effect, part) / numSamples * growth(theta[i]) - reward * sigmoid(-theta[i]);
        }
        return new NoiseLoss(loss, gradient);
    }

    private float[] ofTokens(double[] ofParts) {
        float[] ofTokens = new float[this.numTokens];
        for (int i = 0; i < ofParts.length; i++) {
            for (int token = this.parts.get(i).from(); token < this.parts.get(i).to(); token++) {
                ofTokens[token] = (float) ofParts[i];
            }
        }
        return ofTokens;
    }

    private double sigmaGradient(NoiseEffect effect, TokenSpan part) {
        double sum = 0;
        for (int sample = 0; sample < effect.distances().length; sample++) {
            for (int token = part.from(); token < part.to(); token++) {
                sum += effect.gradients()[sample * this.numTokens + token];
            }
        }
        return sum;
    }

    private static double sigmoid(double theta) {
        return 1 / (1 + Math.exp(-theta));
    }

    // Stable for theta far below 0, where the sigmoid underflows to 0.
    private static double logSigmoid(double theta) {
        return Math.min(theta, 0) - Math.log1p(Math.exp(-Math.abs(theta)));
    }

}

package io.inkwell.explanation.noise;

import java.util.List;

import io.inkwell.explanation.text.TokenSpan;
import io.inkwell.model.introspection.NoiseEffect;

/**
 * What is minimized to learn how much noise the parts of a text tolerate (Guan et al.
 * 2019, "Towards a Deep and Unified Understanding of Deep Neural Models in NLP"): the
 * distance that noise takes the answer, less a reward for the noise's entropy.
 *
 * <pre>
 * sigma of a token = scale * sigmoid(theta of its part)
 * loss = mean of distances - rate * mean over tokens of log(sigma / scale)
 * </pre>
 */
final class NoiseObjective {

    private final NoiseEvaluator answers;

    private final List<TokenSpan> parts;

    private final int numTokens;

    private final double scale;

    private final double rate;

    /**
     * @param parts which cover the text in order
     * @param scale the largest that the noise may become
     * @param rate what a unit of entropy is worth
     */
    NoiseObjective(NoiseEvaluator answers, List<TokenSpan> parts, double scale, double rate) {
        this.answers = answers;
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

    /** The size of the noise on each part. */
    double[] sigma(double[] theta) {
        double[] sigma = new double[theta.length];
        for (int part = 0; part < theta.length; part++) {
            sigma[part] = this.scale * sigmoid(theta[part]);
        }
        return sigma;
    }

    /** How fast the size of the noise on a part grows with its parameter. */
    double growth(double theta) {
        return this.scale * sigmoid(theta) * sigmoid(-theta);
    }

    /**
     * The loss with this noise, and its gradient.
     * @param noise standard normal, {@code [samples, tokens, width]}
     */
    NoiseLoss evaluate(double[] theta, float[] noise) {
        NoiseEffect effect = this.answers.effect(ofTokens(sigma(theta)), noise);
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
            gradient[i] = slope(effect, part) / numSamples * growth(theta[i]) - reward * sigmoid(-theta[i]);
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

    private double slope(NoiseEffect effect, TokenSpan part) {
        double slope = 0;
        for (int sample = 0; sample < effect.distances().length; sample++) {
            for (int token = part.from(); token < part.to(); token++) {
                slope += effect.slopes()[sample * this.numTokens + token];
            }
        }
        return slope;
    }

    private static double sigmoid(double theta) {
        return 1 / (1 + Math.exp(-theta));
    }

    // Of far below 0 the sigmoid would be 0, and have no logarithm.
    private static double logSigmoid(double theta) {
        return Math.min(theta, 0) - Math.log1p(Math.exp(-Math.abs(theta)));
    }

}

package io.inkwell.explanation.noise;

import io.inkwell.model.introspection.NoiseEffect;

/** Measures how noise on the embeddings of a prompt changes the output. */
@FunctionalInterface
interface NoiseEvaluator {

    /**
     * @param sigma standard deviation of the noise on each token, {@code [tokens]}
     * @param noise standard normal, {@code [samples, tokens, hidden size]}
     */
    NoiseEffect effect(float[] sigma, float[] noise);

}

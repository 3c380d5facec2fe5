package io.inkwell.explanation.noise;

import io.inkwell.model.introspection.NoiseEffect;

/** Something that answers a text, and what becomes of its answer under noise. */
@FunctionalInterface
public interface NoiseEvaluator {

    /**
     * @param sigma how large the noise on each token is, {@code [tokens]}
     * @param noise standard normal, {@code [samples, tokens, width]}
     */
    NoiseEffect effect(float[] sigma, float[] noise);

}

package io.inkwell.model.introspection;

/**
 * The effect of noise on a sequence's embeddings on the logits after its last token.
 *
 * @param distances per sample, the mean squared difference of the logits: each divided by
 * its spread, or all relative to the mean square of the logits
 * @param slopes the derivatives of the distances by the noise size of each token,
 * {@code [samples, tokens]}
 */
public record NoiseEffect(float[] distances, float[] slopes) {
}

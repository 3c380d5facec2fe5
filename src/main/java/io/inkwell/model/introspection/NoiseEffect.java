package io.inkwell.model.introspection;

/**
 * The distance between the outputs with and without noise on the embeddings.
 *
 * @param distances of each sample: normalized squared differences of the logits
 * @param gradients of the distances with respect to the sigma of each token,
 * {@code [samples, tokens]}
 */
public record NoiseEffect(float[] distances, float[] gradients) {
}

package io.inkwell.model.introspection;

/**
 * The distance between the outputs with and without noise on the embeddings.
 *
 * @param distances of each sample: normalized squared differences of the logits
 * @param slopes gradients of the distances in the size of the noise on each token,
 * {@code [samples, tokens]}
 */
public record NoiseEffect(float[] distances, float[] slopes) {
}

package io.inkwell.model.introspection;

/**
 * How far noise on the tokens of a text takes the answer from what it is without.
 *
 * @param distances of each sample: the squared differences of the logits, in proportion
 * to what they are measured by
 * @param slopes how fast these grow with the size of the noise on each token,
 * {@code [samples, tokens]}
 */
public record NoiseEffect(float[] distances, float[] slopes) {
}

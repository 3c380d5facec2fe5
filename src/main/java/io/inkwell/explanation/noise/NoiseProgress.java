package io.inkwell.explanation.noise;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The progress of learned noise.
 *
 * @param iteration from 1
 * @param loss before this iteration, with the drawn noise
 * @param sigma of each part after this iteration
 */
@JsonPropertyOrder({ "iteration", "loss", "sigma" })
public record NoiseProgress(int iteration, double loss, double[] sigma) {
}

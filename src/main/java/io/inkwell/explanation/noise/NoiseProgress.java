package io.inkwell.explanation.noise;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * Where the search for the noise that a text tolerates has come.
 *
 * @param iteration counted from 1
 * @param loss before this iteration, with the noise it drew
 * @param sigma of each part after it
 */
@JsonPropertyOrder({ "iteration", "loss", "sigma" })
public record NoiseProgress(int iteration, double loss, double[] sigma) {
}

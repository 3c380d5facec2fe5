package io.inkwell.explanation.noise;

import org.jspecify.annotations.Nullable;

/**
 * The noise that each part of a prompt tolerates.
 *
 * @param scale the upper bound of sigma
 * @param sigma of each part; small for an important part
 * @param standardError of each sigma; null in mode reference, which selects one step
 * @param loss the mean over the averaged steps, or the loss of the selected step
 * @param converged whether no sigma changed by more than 10 % from the third to the
 * fourth quarter of the steps
 */
record LearnedNoise(double scale, double[] sigma, double @Nullable [] standardError, double loss, boolean converged) {

    /**
     * The importance of a part: the difference between the maximum and the learned
     * entropy of its noise, in nats per number.
     */
    double score(int part) {
        return Math.log(this.scale / this.sigma[part]);
    }

}

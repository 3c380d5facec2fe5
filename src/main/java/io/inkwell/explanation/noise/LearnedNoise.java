package io.inkwell.explanation.noise;

import org.jspecify.annotations.Nullable;

/**
 * How much noise the parts of a text tolerate.
 *
 * @param scale the largest that sigma may become
 * @param sigma of each part; small where the answer hangs on it
 * @param standardError of each sigma; null where one step was chosen, which has none
 * @param loss the mean of the steps that sigma is the mean of, or that of the chosen one
 * @param converged whether no part's sigma still moved by more than a tenth from the
 * third to the fourth quarter of the steps
 */
record LearnedNoise(double scale, double[] sigma, double @Nullable [] standardError, double loss, boolean converged) {

    /**
     * What a part is worth, above 0 if it tolerates less than the most: by how many nats
     * the entropy of each number of its noise stays below what is possible.
     */
    double score(int part) {
        return Math.log(this.scale / this.sigma[part]);
    }

}

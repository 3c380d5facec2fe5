package io.inkwell.training;

import java.util.Optional;

/**
 * Tells when training has destroyed a model: its loss is more than twice that of the
 * start, and that of a model that guesses.
 *
 * @param limit the largest loss, in nats
 */
record Divergence(double limit) {

    private static final double FACTOR = 2;

    /**
     * @param vocabularySize a model that gives all tokens the same probability has its
     * logarithm as loss
     * @param before the evaluation before the first step
     */
    static Divergence of(int vocabularySize, Optional<EvaluationReport> before) {
        double guessing = Math.log(vocabularySize);
        return new Divergence(FACTOR * before.map((first) -> Math.max(guessing, first.loss())).orElse(guessing));
    }

    /** Whether a loss is beyond the limit, or not a number. */
    boolean isReached(double loss) {
        return !(loss <= this.limit);
    }

}

package io.inkwell.decoding.search;

/**
 * A candidate continuation of a beam, one of the best of its step.
 *
 * @param rank 0 for the best candidate of its group
 * @param row the index of the parent branch among those of the previous step
 * @param logprob the total log-probability including this token and all penalties
 * @param score the same with length penalty, by which hypotheses are ranked
 */
public record BeamCandidate(int group, int rank, int row, int tokenId, double logprob, double score, Outcome outcome) {

    /** The outcome for a candidate. */
    public enum Outcome {

        /** Continues as a beam. */
        RUNNING,
        /** Displaced by better candidates, or left over when the search ended. */
        PRUNED,
        /** Finished one of the best hypotheses so far. */
        FINISHED

    }

}

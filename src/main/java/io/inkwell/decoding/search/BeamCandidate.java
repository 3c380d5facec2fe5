package io.inkwell.decoding.search;

/**
 * A token that a beam could go on with, one of the best of its step.
 *
 * @param rank 0 for the best of its group
 * @param row the branch, among those of the step before, that it would go on from
 * @param logprob that of the text with it, whatever changes scores included
 * @param score the same by the length of the output, as finished texts are ranked
 */
public record BeamCandidate(int group, int rank, int row, int tokenId, double logprob, double score, Fate fate) {

    /** What became of it. */
    public enum Fate {

        /** It goes on. */
        RUNNING,
        /** Better ones took its place, or the search is over. */
        PRUNED,
        /** It ends a text that is among the best, for now. */
        FINISHED

    }

}

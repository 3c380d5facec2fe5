package io.inkwell.decoding.search;

import io.inkwell.error.ServiceException;

/**
 * Beam search as Hugging Face transformers does it, with diverse groups (Vijayakumar et
 * al. 2018) where there are more than one.
 *
 * @param numBeams the continuations that are followed at once
 * @param numGroups how many groups they are divided into; must divide them evenly
 * @param diversityPenalty what a token costs a group for each time that an earlier group
 * chose it in the same step
 * @param lengthPenalty the power of the length by which a text's log-probability is
 * divided
 */
public record BeamSearchParams(int numBeams, int numGroups, float diversityPenalty, float lengthPenalty,
        EarlyStopping earlyStopping) implements SearchParams {

    /** When a search with enough finished texts ends. */
    public enum EarlyStopping {

        /** When no running beam is likely to become better than the worst of them. */
        FALSE,
        /** At once. */
        TRUE,
        /** When no running beam can become better. */
        NEVER

    }

    public BeamSearchParams {
        ServiceException.require(numBeams >= 1, "num_beams", "at least 1", numBeams);
        ServiceException.require(numGroups >= 1 && numBeams % numGroups == 0, "num_beam_groups",
                "a divisor of num_beams, " + numBeams, numGroups);
        ServiceException.require(diversityPenalty >= 0 && diversityPenalty <= 100, "diversity_penalty", "in [0, 100]",
                diversityPenalty);
        ServiceException.require(lengthPenalty >= -10 && lengthPenalty <= 10, "length_penalty", "in [-10, 10]",
                lengthPenalty);
    }

    @Override
    public int width() {
        return this.numBeams;
    }

    @Override
    public String widthField() {
        return "num_beams";
    }

    @Override
    public int maxHypotheses() {
        return this.numBeams;
    }

    @Override
    public BranchingSearch begin(SearchRequest request) {
        return begin(request, BeamListener.NONE);
    }

    /**
     * Begins a search that is watched.
     */
    public BranchingSearch begin(SearchRequest request, BeamListener listener) {
        return new BeamSearch(this, request, listener);
    }

}

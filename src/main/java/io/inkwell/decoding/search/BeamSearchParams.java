package io.inkwell.decoding.search;

import io.inkwell.error.ServiceException;

/**
 * Parameters of a beam search as in Hugging Face transformers, including diverse groups
 * (Vijayakumar et al. 2018).
 *
 * @param numBeams the number of beams
 * @param numGroups the number of groups; must divide {@code numBeams}
 * @param diversityPenalty subtracted from a token's score for each earlier group that
 * chose it in the same step
 * @param lengthPenalty the exponent of the length by which a log-probability is divided
 */
public record BeamSearchParams(int numBeams, int numGroups, float diversityPenalty, float lengthPenalty,
        EarlyStopping earlyStopping) implements SearchParams {

    /** When a search with enough finished hypotheses ends. */
    public enum EarlyStopping {

        /** When no running beam is likely to beat the worst finished hypothesis. */
        FALSE,
        /** Immediately. */
        TRUE,
        /** When no running beam can beat the worst finished hypothesis. */
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

    /** Starts a search that reports its candidates. */
    public BranchingSearch begin(SearchRequest request, BeamListener listener) {
        return new BeamSearch(this, request, listener);
    }

}

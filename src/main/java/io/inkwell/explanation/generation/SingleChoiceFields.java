package io.inkwell.explanation.generation;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/**
 * The completion fields that request several choices or a search. The trace explains one
 * sampled choice, so it rejects them instead of ignoring them.
 */
record SingleChoiceFields(@Nullable Integer n, @Nullable Integer bestOf, @Nullable Boolean useBeamSearch,
        @Nullable Integer numBeams, @Nullable Float penaltyAlpha) {

    /**
     * @throws ServiceException an invalid request, if a field breaks a rule
     */
    void require() {
        requireOne("n", this.n);
        requireOne("best_of", this.bestOf);
        requireOne("num_beams", this.numBeams);
        ServiceException.require(!Boolean.TRUE.equals(this.useBeamSearch), "use_beam_search",
                "false: use /v1/explain/beam to explain beam search", true);
        ServiceException.require(this.penaltyAlpha == null || this.penaltyAlpha == 0, "penalty_alpha",
                "0: the trace does not explain contrastive search", this.penaltyAlpha);
    }

    private static void requireOne(String field, @Nullable Integer given) {
        ServiceException.require(given == null || given == 1, field, "1: the trace explains one choice", given);
    }

}

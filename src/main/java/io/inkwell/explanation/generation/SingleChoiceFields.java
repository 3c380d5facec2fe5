package io.inkwell.explanation.generation;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/**
 * The fields of a completion that ask for more than one sampled text, for where there is
 * one alone: to leave them unread would be to answer another question.
 */
record SingleChoiceFields(@Nullable Integer n, @Nullable Integer bestOf, @Nullable Boolean useBeamSearch,
        @Nullable Integer numBeams, @Nullable Float penaltyAlpha) {

    /**
     * @throws ServiceException an invalid request that names the field
     */
    void require() {
        requireOne("n", this.n);
        requireOne("best_of", this.bestOf);
        requireOne("num_beams", this.numBeams);
        ServiceException.require(!Boolean.TRUE.equals(this.useBeamSearch), "use_beam_search",
                "false: one sampled text is followed, and /v1/explain/beam follows a search", true);
        ServiceException.require(this.penaltyAlpha == null || this.penaltyAlpha == 0, "penalty_alpha",
                "0: one sampled text is followed", this.penaltyAlpha);
    }

    private static void requireOne(String field, @Nullable Integer given) {
        ServiceException.require(given == null || given == 1, field, "1: one sampled text is followed", given);
    }

}

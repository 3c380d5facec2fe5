package io.inkwell.registry.defaults;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A search in place of sampling: beam search if there is more than one beam, or
 * contrastive search.
 *
 * @param earlyStopping {@code true}, {@code false} or {@code never}
 */
public record SearchDefaults(@Nullable Integer numBeams, @Nullable Integer numBeamGroups,
        @Nullable Float diversityPenalty, @Nullable Float lengthPenalty, @Nullable String earlyStopping,
        @Nullable Float penaltyAlpha) {

    static final SearchDefaults NONE = new SearchDefaults(null, null, null, null, null, null);

    /** Whether a request is searched that does not say otherwise. */
    public boolean isProposed() {
        return this.numBeams != null || this.penaltyAlpha != null;
    }

    Stream<String> problem(int numSlots, SamplingDefaults sampling) {
        int candidates = (this.penaltyAlpha != null && sampling.topK() != null) ? sampling.topK() : 0;
        int width = (this.numBeams != null) ? this.numBeams : candidates;
        return (width > numSlots) ? Stream.of(GenerationConfig.FILE + ": " + field()
                + " has no effect: it needs room for " + width + " sequences in the KV cache, which holds " + numSlots)
                : Stream.of();
    }

    /** Where the search has no effect, a sentence each. */
    List<String> limits() {
        return isProposed() ? List.of(GenerationConfig.FILE + ": " + field()
                + " has no effect on streams, which are sampled or greedy instead") : List.of();
    }

    private String field() {
        return (this.numBeams != null) ? "num_beams" : "penalty_alpha";
    }

}

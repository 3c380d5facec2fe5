package io.inkwell.registry.defaults;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Default parameters of beam search (more than one beam) or contrastive search.
 *
 * @param earlyStopping {@code true}, {@code false} or {@code never}
 */
public record SearchDefaults(@Nullable Integer numBeams, @Nullable Integer numBeamGroups,
        @Nullable Float diversityPenalty, @Nullable Float lengthPenalty, @Nullable String earlyStopping,
        @Nullable Float penaltyAlpha) {

    static final SearchDefaults NONE = new SearchDefaults(null, null, null, null, null, null);

    /** Whether requests use a search by default. */
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

    /** Sentences about cases in which the search has no effect. */
    List<String> limits() {
        return isProposed() ? List.of(GenerationConfig.FILE + ": " + field()
                + " has no effect on streams, which use sampling or greedy decoding") : List.of();
    }

    private String field() {
        return (this.numBeams != null) ? "num_beams" : "penalty_alpha";
    }

}

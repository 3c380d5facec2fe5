package io.inkwell.registry.defaults;

import org.jspecify.annotations.Nullable;

/** Default sampling parameters. */
public record SamplingDefaults(@Nullable Float temperature, @Nullable Integer topK, @Nullable Float topP,
        @Nullable Float minP, @Nullable Float typicalP, @Nullable Float epsilonCutoff, @Nullable Float etaCutoff,
        @Nullable Float repetitionPenalty, @Nullable Integer noRepeatNgramSize) {

    static final SamplingDefaults NONE = new SamplingDefaults(null, null, null, null, null, null, null, null, null);

}

package io.inkwell.decoding.processor;

import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.TokenConstraint;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.stop.StopConditions;

/**
 * The tokens of texts that the form of the output leaves no choice about, such as the
 * name of a required property. They are taken as they are, without the spellings by
 * shorter tokens, so several can be computed in one step.
 */
public final class ForcedTokens {

    private static final int[] NOTHING = {};

    private final @Nullable TokenConstraint constraint;

    private final Set<Integer> endTokenIds;

    private ForcedTokens(@Nullable TokenConstraint constraint, Set<Integer> endTokenIds) {
        this.constraint = constraint;
        this.endTokenIds = endTokenIds;
    }

    /** None for a request that bans tokens: it may need the other spellings. */
    public static ForcedTokens of(SamplingParams params, StopConditions stop) {
        return new ForcedTokens(params.banningFields().isEmpty() ? stop.constraint() : null, stop.endTokenIds());
    }

    /** The forced token in a state; -1 if there is none. */
    int next(TokenConstraint.State state) {
        int token = (this.constraint != null) ? state.forced() : -1;
        return (token >= 0 && this.endTokenIds.contains(token)) ? -1 : token;
    }

    /** The forced tokens after a sequence, at most {@code max}. */
    public int[] after(TokenHistory history, int max) {
        if (this.constraint == null || max <= 0) {
            return NOTHING;
        }
        TokenConstraint.State state = history.state(this.constraint);
        IntStream.Builder tokens = IntStream.builder();
        int size = 0;
        while (size < max && next(state) >= 0) {
            tokens.add(next(state));
            state = state.after(next(state));
            size++;
        }
        return (size > 0) ? tokens.build().toArray() : NOTHING;
    }

}

package io.inkwell.decoding.processor;

import java.util.Arrays;
import java.util.Set;

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
        return new ForcedTokens(params.bansTokens() ? null : stop.constraint(), stop.endTokenIds());
    }

    /** The forced token in a state; -1 if there is none. */
    int next(TokenConstraint.State state) {
        int token = (this.constraint != null) ? state.forced() : -1;
        return this.endTokenIds.contains(token) ? -1 : token;
    }

    /** The forced tokens after a sequence, at most {@code max}. */
    public int[] after(TokenHistory history, int max) {
        if (this.constraint == null || max <= 0) {
            return NOTHING;
        }
        TokenConstraint.State state = history.state(this.constraint);
        int[] tokens = new int[max];
        int size = 0;
        for (int token = next(state); token >= 0 && size < max; token = next(state)) {
            tokens[size++] = token;
            state = state.after(token);
        }
        return Arrays.copyOf(tokens, size);
    }

}

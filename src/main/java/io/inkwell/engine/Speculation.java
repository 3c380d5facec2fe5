package io.inkwell.engine;

/**
 * How far a step may look ahead of what is certain: sequences draft the tokens that they
 * expect, and the step that computes the next token verifies them too.
 *
 * @param maxDraftTokens of one sequence in one step
 * @param minMatch the shortest run of equal tokens to draft by
 * @param maxMatch the longest that makes a draft better
 * @param maxRows of the decoding sequences of one step and their drafts together: what a
 * step computes for nothing must not slow down those that share it
 */
public record Speculation(int maxDraftTokens, int minMatch, int maxMatch, int maxRows) {

    /** Nothing is drafted. */
    public static final Speculation NONE = new Speculation(0, 1, 1, 0);

    public Speculation {
        if (maxDraftTokens < 0 || minMatch < 1 || maxMatch < minMatch || maxRows < 0) {
            throw new IllegalArgumentException(
                    "maxDraftTokens and maxRows must be at least 0, minMatch at least 1 and at most maxMatch; given: "
                            + maxDraftTokens + ", " + maxRows + ", " + minMatch + " and " + maxMatch);
        }
    }

}

package io.inkwell.engine.request;

import io.inkwell.decoding.NgramLookup;

/**
 * Limits for speculative decoding: sequences draft tokens, and the step that computes the
 * next token verifies the draft.
 *
 * @param maxDraftTokens the most draft tokens of a sequence in a step
 * @param lookup finds drafts
 * @param maxRows the most rows of decodes and drafts in a step, so that rejected drafts
 * do not slow other sequences down
 * @param sampled whether sampled sequences draft too; they repeat less than greedy ones,
 * so most of their drafts are rejected
 */
public record Speculation(int maxDraftTokens, NgramLookup lookup, int maxRows, boolean sampled) {

    /** No drafts. */
    public static final Speculation NONE = new Speculation(0, new NgramLookup(1, 1), 0, false);

    public Speculation {
        if (maxDraftTokens < 0 || maxRows < 0) {
            throw new IllegalArgumentException(
                    "maxDraftTokens and maxRows must be at least 0; given: " + maxDraftTokens + " and " + maxRows);
        }
    }

}

package io.inkwell.engine.request;

import io.inkwell.decoding.NgramLookup;

/**
 * How far a step may look ahead of what is certain: sequences draft the tokens that they
 * expect, and the step that computes the next token verifies them too.
 *
 * @param maxDraftTokens of one sequence in one step
 * @param lookup where drafts come from
 * @param maxRows of the decoding sequences of one step and their drafts together: what a
 * step computes for nothing must not slow down those that share it
 * @param sampled whether texts that are sampled draft too: they repeat themselves less
 * than greedy ones, so that most of their drafts are wrong
 */
public record Speculation(int maxDraftTokens, NgramLookup lookup, int maxRows, boolean sampled) {

    /** Nothing is drafted. */
    public static final Speculation NONE = new Speculation(0, new NgramLookup(1, 1), 0, false);

    public Speculation {
        if (maxDraftTokens < 0 || maxRows < 0) {
            throw new IllegalArgumentException(
                    "maxDraftTokens and maxRows must be at least 0; given: " + maxDraftTokens + " and " + maxRows);
        }
    }

}

package io.inkwell.explanation.generation;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.explanation.importance.ImportanceRequest;

/**
 * A valid request for a traced generation.
 *
 * @param numTop number of most likely tokens to follow through the stages
 * @param layers whose attention to report, ascending; empty for none
 * @param importance how to compute the importance of the inputs; null for none
 */
record TraceRequest(int[] prompt, SamplingParams sampling, StopConditions stop, boolean skipSpecialTokens, long seed,
        int numTop, int[] layers, @Nullable ImportanceRequest importance) {
}

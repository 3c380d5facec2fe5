package io.inkwell.explanation.generation;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.explanation.importance.ImportanceRequest;

/**
 * A generation that is to be explained.
 *
 * @param numTop how many of the likeliest tokens to follow through the stages
 * @param layers whose attention is wanted, ascending; none for no attention
 * @param importance how the importance of the inputs is found out; null if it is not
 * wanted
 */
record TraceRequest(int[] prompt, SamplingParams sampling, StopConditions stop, boolean skipSpecialTokens, long seed,
        int numTop, int[] layers, @Nullable ImportanceRequest importance) {
}

package io.inkwell.engine.request;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.decoding.stop.StopDecision;

/**
 * A generated token, sampled or part of a completion that a search found.
 *
 * @param logprobs null unless requested
 * @param decision whether the choice ends, and how much of its text is final
 */
public record SampledToken(int id, @Nullable TokenLogprobs logprobs, StopDecision decision) {
}

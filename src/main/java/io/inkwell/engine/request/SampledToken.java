package io.inkwell.engine.request;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.decoding.stop.StopDecision;

/**
 * A token that was chosen.
 *
 * @param logprobs null unless they were asked for
 * @param decision whether the choice ends with it, and how much of its text is certain
 */
public record SampledToken(int id, @Nullable TokenLogprobs logprobs, StopDecision decision) {
}

package io.inkwell.engine;

import io.inkwell.decoding.StopDecision;
import io.inkwell.decoding.TokenLogprobs;
import org.jspecify.annotations.Nullable;

/**
 * A token that was chosen.
 *
 * @param logprobs null unless they were asked for
 * @param decision whether the choice ends with it, and how much of its text is certain
 */
public record ChosenToken(int id, @Nullable TokenLogprobs logprobs, StopDecision decision) {
}

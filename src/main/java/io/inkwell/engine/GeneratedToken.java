package io.inkwell.engine;

import io.inkwell.decoding.TokenLogprobs;
import org.jspecify.annotations.Nullable;

/**
 * A token that was chosen.
 *
 * @param logprobs null unless they were asked for
 */
public record GeneratedToken(int id, @Nullable TokenLogprobs logprobs) {
}

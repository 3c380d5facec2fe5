package io.inkwell.engine.request;

import java.util.List;

import io.inkwell.decoding.TokenLogprobs;

/**
 * What {@link PromptOutputs} asked for.
 *
 * @param logprobs of the prompt's tokens from the second on, for nothing stands before
 * the first; empty if not asked for
 * @param hiddenStates one for each token, after the final norm; empty if not asked for
 */
public record PromptReport(List<TokenLogprobs> logprobs, List<float[]> hiddenStates) {
}

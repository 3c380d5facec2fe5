package io.inkwell.engine.request;

import java.util.List;

import io.inkwell.decoding.TokenLogprobs;

/**
 * The outputs of a prompt that {@link PromptOutputs} selects.
 *
 * @param logprobs of the prompt's tokens from the second on; empty if not requested
 * @param hiddenStates one for each token, after the final norm; empty if not requested
 */
public record PromptReport(List<TokenLogprobs> logprobs, List<float[]> hiddenStates) {
}

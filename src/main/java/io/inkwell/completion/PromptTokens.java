package io.inkwell.completion;

import java.util.List;

/**
 * The prompt tokens that the model read.
 *
 * @param tokens with log-probabilities if requested
 * @param isImplied whether the prompt was empty and the only token is the BOS token
 */
public record PromptTokens(List<TextToken> tokens, boolean isImplied) {
}

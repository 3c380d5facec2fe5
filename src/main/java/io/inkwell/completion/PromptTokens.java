package io.inkwell.completion;

import java.util.List;

/**
 * A prompt as the model read it.
 *
 * @param tokens with their log-probabilities, if those were asked for
 * @param isImplied whether there was none, and its one token stands for the start of a
 * text
 */
public record PromptTokens(List<TextToken> tokens, boolean isImplied) {
}

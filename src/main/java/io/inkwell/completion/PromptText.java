package io.inkwell.completion;

import java.util.List;

/**
 * A prompt as the model read it.
 *
 * @param tokens with their log-probabilities, if those were asked for
 */
public record PromptText(List<TextToken> tokens) {
}

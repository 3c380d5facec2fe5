package io.inkwell.completion;

/**
 * A prompt in the tokens of a model.
 *
 * @param isImplied whether the prompt was empty, and its one token stands for the start
 * of a text
 */
public record EncodedPrompt(int[] tokens, boolean isImplied) {
}

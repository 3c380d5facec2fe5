package io.inkwell.completion;

import java.util.List;

/**
 * Embeddings of inputs.
 *
 * @param model the name of the model
 * @param vectors one unit vector for each input: the mean of the last hidden states of
 * its tokens, after the final layer norm
 * @param numPromptTokens over all inputs
 */
public record Embeddings(String model, List<float[]> vectors, int numPromptTokens) {
}

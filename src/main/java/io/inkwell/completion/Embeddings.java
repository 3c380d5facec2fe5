package io.inkwell.completion;

import java.util.List;

/**
 * What texts mean to a model, as vectors.
 *
 * @param model its name
 * @param vectors one for each text, of length 1: the mean of the last hidden states of
 * its tokens, after the final norm
 * @param numPromptTokens of all texts
 */
public record Embeddings(String model, List<float[]> vectors, int numPromptTokens) {
}

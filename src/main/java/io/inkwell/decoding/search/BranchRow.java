package io.inkwell.decoding.search;

/**
 * The model's output for one branch: logits (or log-probabilities, see
 * {@link BranchingSearch#needsLogprobs()}), and the final hidden state if the search
 * needs it. The arrays belong to the caller and change after the call.
 */
public record BranchRow(float[] logits, int logitsOffset, int vocabularySize, float[] hiddenStates, int hiddenOffset,
        int hiddenSize) {
}

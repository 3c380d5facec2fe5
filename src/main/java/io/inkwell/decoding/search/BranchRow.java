package io.inkwell.decoding.search;

/**
 * What the model computed for one branch: its logits (or log-probabilities, see
 * {@link BranchingSearch#needsLogprobs()}), and its final hidden state where the search
 * needs one. The arrays are the caller's and change after the call.
 */
public record BranchRow(float[] logits, int logitsOffset, int vocabularySize, float[] hiddenStates, int hiddenOffset,
        int hiddenSize) {
}

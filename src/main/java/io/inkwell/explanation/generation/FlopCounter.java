package io.inkwell.explanation.generation;

import io.inkwell.model.checkpoint.Gpt2Config;

/**
 * Counts the floating-point operations of a forward pass: two per weight of each matrix
 * and token, and two per product in attention. Omits norms, activations and the softmax,
 * which are about one percent.
 */
record FlopCounter(Gpt2Config config) {

    /**
     * Counts a pass over consecutive tokens, with logits for the last one.
     * @param from the position of the first token
     * @param to exclusive
     */
    long of(int from, int to) {
        long hidden = this.config.hiddenSize();
        long perLayer = 2 * (4 * hidden * hidden + 2 * hidden * this.config.innerSize());
        // Query-key products and weighted values, for each pair of tokens.
        long seen = ((long) to * (to + 1) - (long) from * (from + 1)) / 2;
        return this.config.numLayers() * ((to - from) * perLayer + seen * 4 * hidden)
                + 2 * hidden * this.config.vocabSize();
    }

}

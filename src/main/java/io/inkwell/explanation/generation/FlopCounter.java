package io.inkwell.explanation.generation;

import io.inkwell.model.checkpoint.Gpt2Config;

/**
 * How many floating-point operations forward passes take: two for each weight of a matrix
 * that a token goes through, and two for each product of attention. Norms, activations
 * and the softmax, about a hundredth, are left out.
 */
record FlopCounter(Gpt2Config config) {

    /**
     * Those of a pass over tokens in a row, and of the head for the last of them.
     * @param from the position of the first
     * @param to that after the last
     */
    long of(int from, int to) {
        long hidden = this.config.hiddenSize();
        long perLayer = 2 * (4 * hidden * hidden + 2 * hidden * this.config.innerSize());
        // Queries by keys and shares by values, for each token that a token sees.
        long seen = ((long) to * (to + 1) - (long) from * (from + 1)) / 2;
        return this.config.numLayers() * ((to - from) * perLayer + seen * 4 * hidden)
                + 2 * hidden * this.config.vocabSize();
    }

}

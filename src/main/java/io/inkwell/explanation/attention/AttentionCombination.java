package io.inkwell.explanation.attention;

import io.inkwell.model.introspection.Attention;

/** How to combine the heads of a layer. */
enum AttentionCombination {

    NONE, MEAN, MAX;

    /**
     * Combines the heads of each layer into one head, which has no queries and keys.
     */
    Attention of(Attention attention) {
        if (this == NONE) {
            return attention;
        }
        int size = attention.numTokens() * attention.numTokens();
        float[] combined = new float[attention.numLayers() * size];
        for (int i = 0; i < combined.length; i++) {
            int first = i / size * attention.numHeads() * size + i % size;
            combined[i] = combined(attention, first, size);
        }
        return new Attention(attention.numLayers(), 1, attention.numTokens(), 0, combined, new float[0], new float[0]);
    }

    private float combined(Attention attention, int first, int step) {
        float result = attention.scores()[first];
        for (int head = 1; head < attention.numHeads(); head++) {
            float score = attention.scores()[first + head * step];
            result = (this == MAX) ? Math.max(result, score) : result + score;
        }
        return (this == MAX) ? result : result / attention.numHeads();
    }

}

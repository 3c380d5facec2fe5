package io.inkwell.model.introspection;

/**
 * Attention scores, queries and keys of a sequence in selected layers and heads.
 *
 * @param scores {@code [layers, heads, query, key]}
 * @param queries {@code [layers, heads, tokens, head size]}
 * @param keys {@code [layers, heads, tokens, head size]}
 */
public record Attention(int numLayers, int numHeads, int numTokens, int headSize, float[] scores, float[] queries,
        float[] keys) {

    public Attention {
        requireLength("scores", scores, numLayers * numHeads * numTokens * numTokens);
        requireLength("queries", queries, numLayers * numHeads * numTokens * headSize);
        requireLength("keys", keys, numLayers * numHeads * numTokens * headSize);
    }

    /**
     * Returns one score.
     * @param layer an index into the selected layers
     * @param head an index into the selected heads
     */
    public float score(int layer, int head, int query, int key) {
        return this.scores[((layer * this.numHeads + head) * this.numTokens + query) * this.numTokens + key];
    }

    private static void requireLength(String name, float[] values, int length) {
        if (values.length != length) {
            throw new IllegalArgumentException(name + " must contain " + length + " values; given: " + values.length);
        }
    }

}

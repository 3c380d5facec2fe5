package io.inkwell.model.introspection;

/**
 * The attention scores between all tokens of a prompt, for some layers and heads.
 *
 * @param scores {@code [layers, heads, query, key]}
 * @param queries {@code [layers, heads, tokens, head size]}
 * @param keys of the same shape
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
     * @param layer index among the requested layers
     * @param head index among the requested heads
     */
    public float score(int layer, int head, int query, int key) {
        return this.scores[((layer * this.numHeads + head) * this.numTokens + query) * this.numTokens + key];
    }

    private static void requireLength(String name, float[] values, int length) {
        if (values.length != length) {
            throw new IllegalArgumentException(name + " must hold " + length + " numbers; given: " + values.length);
        }
    }

}

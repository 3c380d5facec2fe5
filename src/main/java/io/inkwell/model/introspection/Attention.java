package io.inkwell.model.introspection;

/**
 * How much each token of a text looks at each, in some layers and some of their heads.
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
     * One score.
     * @param layer counted among those that were asked for, as is the head
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

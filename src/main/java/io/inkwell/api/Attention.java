package io.inkwell.api;

import java.util.List;

/** The attention weights between all tokens of a prompt. */
public final class Attention {

    private final List<String> tokens;

    private final int firstLayer;

    private final io.inkwell.model.introspection.Attention weights;

    Attention(List<String> tokens, int firstLayer, io.inkwell.model.introspection.Attention weights) {
        this.tokens = List.copyOf(tokens);
        this.firstLayer = firstLayer;
        this.weights = weights;
    }

    /** The texts of the tokens. */
    public List<String> tokens() {
        return this.tokens;
    }

    /** The first layer of these weights: 0, or the only one. */
    public int firstLayer() {
        return this.firstLayer;
    }

    /** The number of layers of these weights. */
    public int numLayers() {
        return this.weights.numLayers();
    }

    /** The number of heads of each layer. */
    public int numHeads() {
        return this.weights.numHeads();
    }

    /**
     * How much a token attends to another one. The weights of a query sum to 1.
     * @param layer from {@link #firstLayer()}
     * @param head from 0
     * @param query index of the token that attends
     * @param key index of the token that it attends to, at most {@code query}
     * @throws IllegalArgumentException if an index is out of range
     */
    public double weight(int layer, int head, int query, int key) {
        Rules.requireIndex("layer", layer, this.firstLayer, numLayers());
        Rules.requireIndex("head", head, 0, numHeads());
        Rules.requireIndex("query", query, 0, this.tokens.size());
        Rules.requireIndex("key", key, 0, this.tokens.size());
        return this.weights.score(layer - this.firstLayer, head, query, key);
    }

}

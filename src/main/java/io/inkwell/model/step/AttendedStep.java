package io.inkwell.model.step;

/**
 * The output of one more token, with its attention.
 *
 * @param logits for the token after it
 * @param shares the attention weights {@code [layers, heads, tokens]}; those of a head
 * sum to 1
 */
public record AttendedStep(float[] logits, float[] shares, int numLayers, int numHeads, int numTokens) {

    public float share(int layer, int head, int token) {
        return this.shares[(layer * this.numHeads + head) * this.numTokens + token];
    }

}

package io.inkwell.model.step;

/**
 * What one more token of a text leads to.
 *
 * @param logits of the token after it
 * @param shares what each head takes from each token to give them, {@code [layers, heads,
 * tokens]}; those of a head add up to 1
 */
public record AttendedStep(float[] logits, float[] shares, int numLayers, int numHeads, int numTokens) {

    public float share(int layer, int head, int token) {
        return this.shares[(layer * this.numHeads + head) * this.numTokens + token];
    }

}

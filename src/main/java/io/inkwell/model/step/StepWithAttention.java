package io.inkwell.model.step;

/**
 * The output of one more token, with its attention.
 *
 * @param logits for the token after it
 * @param attentionWeights {@code [layers, heads, tokens]}; those of a head sum to 1
 */
public record StepWithAttention(float[] logits, float[] attentionWeights, int numLayers, int numHeads, int numTokens) {

    public float weight(int layer, int head, int token) {
        return this.attentionWeights[(layer * this.numHeads + head) * this.numTokens + token];
    }

}

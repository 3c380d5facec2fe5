package io.inkwell.model.introspection;

/**
 * A number of the answer to each of some texts, and how it changes with the embeddings.
 *
 * @param values {@code [texts]}
 * @param gradients {@code [texts, tokens, hidden size]}
 */
public record OutputGradients(float[] values, float[] gradients) {
}

package io.inkwell.model.introspection;

/**
 * A scalar output of each prompt, and its gradients in the embeddings.
 *
 * @param values {@code [texts]}
 * @param gradients {@code [texts, tokens, hidden size]}
 */
public record OutputGradients(float[] values, float[] gradients) {
}

package io.inkwell.model.introspection;

/**
 * A scalar output of each prompt, and its gradients in the embeddings.
 *
 * @param values {@code [sequences]}
 * @param gradients {@code [sequences, tokens, hidden size]}
 */
public record OutputGradients(float[] values, float[] gradients) {
}

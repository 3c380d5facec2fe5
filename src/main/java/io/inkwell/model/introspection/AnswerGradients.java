package io.inkwell.model.introspection;

/**
 * A measure of the logits after each text, with its gradients with respect to the
 * embeddings.
 *
 * @param values {@code [texts]}
 * @param gradients {@code [texts, tokens, hidden size]}
 */
public record AnswerGradients(float[] values, float[] gradients) {
}

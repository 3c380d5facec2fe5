package io.inkwell.model.step;

/**
 * What a forward pass gives. The arrays are the network's own, may be longer than what is
 * in them, and hold it until the next step.
 *
 * @param logits {@code [outputs, vocabulary]}, or log-probabilities where those were
 * asked for
 * @param hiddenStates {@code [hidden rows, hidden size]}, after the final norm
 * @param scores {@code [scored rows, 2 + 2 top]}: the target's log-probability and its
 * rank, then the likeliest tokens, and then their log-probabilities
 */
public record StepOutput(float[] logits, float[] hiddenStates, float[] scores) {
}

package io.inkwell.bench;

/**
 * A request of a load test.
 *
 * @param maxTokens number of output tokens to request
 */
public record LoadRequest(LoadPrompt prompt, int maxTokens) {
}

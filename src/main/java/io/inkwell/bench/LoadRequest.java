package io.inkwell.bench;

/**
 * One request of a load.
 *
 * @param maxTokens the output tokens that it asks for
 */
public record LoadRequest(LoadPrompt prompt, int maxTokens) {
}

package io.inkwell.completion.prompt;

/**
 * Truncates a prompt that is too long.
 *
 * @param maxTokens the maximum number of tokens to keep; -1 for as many as fit the
 * context with the requested output
 * @param side the side from which tokens are removed
 */
public record Truncation(int maxTokens, Side side) {

    public enum Side {

        LEFT, RIGHT

    }

}

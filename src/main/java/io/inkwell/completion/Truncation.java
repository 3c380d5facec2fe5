package io.inkwell.completion;

/**
 * Cuts a prompt that is too long.
 *
 * @param maxTokens how many of its tokens stay at most; -1 for as many as fit the model
 * with the tokens asked for
 * @param side where tokens are taken away
 */
public record Truncation(int maxTokens, Side side) {

    public enum Side {

        LEFT, RIGHT

    }

}

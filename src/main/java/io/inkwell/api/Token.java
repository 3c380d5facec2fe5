package io.inkwell.api;

import java.util.List;

/**
 * A token of a text.
 *
 * @param text {@code bytes:\xe2\x80} if it is only part of a character
 * @param logprob its log-probability after the tokens before it; NaN for the first token
 * of a text, which has none before it
 * @param top the most likely tokens at its position, in descending order
 */
public record Token(int id, String text, double logprob, List<Candidate> top) {

    public Token {
        top = List.copyOf(top);
    }

    /** A token that could be at a position. */
    public record Candidate(int id, String text, double logprob) {
    }

}

package io.inkwell.explanation.text;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Consecutive tokens of a prompt.
 *
 * @param from the index of the first token
 * @param to exclusive
 */
public record TokenSpan(int from, int to) {

    public int length() {
        return this.to - this.from;
    }

    public String text(List<ExplainedToken> tokens) {
        return tokens.subList(this.from, this.to).stream().map(ExplainedToken::text).collect(Collectors.joining());
    }

}

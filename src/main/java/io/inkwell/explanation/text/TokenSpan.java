package io.inkwell.explanation.text;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Neighbouring tokens of a text.
 *
 * @param from counted from 0
 * @param to the token behind the last
 */
public record TokenSpan(int from, int to) {

    public int length() {
        return this.to - this.from;
    }

    public String text(List<ExplainedToken> tokens) {
        return tokens.subList(this.from, this.to).stream().map(ExplainedToken::text).collect(Collectors.joining());
    }

}

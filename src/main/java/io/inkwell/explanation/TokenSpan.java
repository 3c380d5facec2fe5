package io.inkwell.explanation;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Neighbouring tokens of a text.
 *
 * @param from counted from 0
 * @param to the token behind the last
 */
record TokenSpan(int from, int to) {

    int length() {
        return this.to - this.from;
    }

    String text(List<ExplainedToken> tokens) {
        return tokens.subList(this.from, this.to).stream().map(ExplainedToken::text).collect(Collectors.joining());
    }

}

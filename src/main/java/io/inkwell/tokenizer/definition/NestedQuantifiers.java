package io.inkwell.tokenizer.definition;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Detects nested quantifiers in a regular expression, such as {@code (a+)+} and
 * {@code (a|aa)+}: a repeated group that contains a repetition or alternatives. Such an
 * expression may take exponential time on input that nearly matches. The native library
 * then aborts the process.
 */
final class NestedQuantifiers {

    /**
     * A group with at least this upper bound counts as repeated without a limit.
     */
    private static final int MANY = 10;

    private final String pattern;

    private int at;

    private NestedQuantifiers(String pattern) {
        this.pattern = pattern;
    }

    static boolean isIn(String pattern) {
        return new NestedQuantifiers(pattern).find();
    }

    private boolean find() {
        // Per open group, whether it contains a repetition or alternatives.
        Deque<Boolean> groups = new ArrayDeque<>();
        groups.push(false);
        while (this.at < this.pattern.length()) {
            char next = this.pattern.charAt(this.at);
            this.at++;
            boolean repeats = false;
            if (next == '(') {
                groups.push(false);
                continue;
            }
            if (next == '\\') {
                skipEscape();
            }
            else if (next == '[') {
                skipClass();
            }
            else if (next == ')' && groups.size() > 1) {
                repeats = groups.pop();
            }
            boolean isAlternative = next == '|' && groups.size() > 1;
            boolean isRepeated = !isAlternative && readRepetition();
            if (repeats && isRepeated) {
                return true;
            }
            if (repeats || isRepeated || isAlternative) {
                groups.pop();
                groups.push(true);
            }
        }
        return false;
    }

    private void skipEscape() {
        this.at++;
        if (this.at < this.pattern.length() && this.pattern.charAt(this.at) == '{'
                && "pPxu".indexOf(this.pattern.charAt(this.at - 1)) >= 0) {
            this.at = this.pattern.indexOf('}', this.at) + 1;
        }
        if (this.at <= 0) {
            this.at = this.pattern.length();
        }
    }

    private void skipClass() {
        int depth = 1;
        while (this.at < this.pattern.length() && depth > 0) {
            char next = this.pattern.charAt(this.at);
            depth += (next == '[') ? 1 : (next == ']') ? -1 : 0;
            this.at += (next == '\\') ? 2 : 1;
        }
    }

    /**
     * Parses an optional quantifier and returns whether it repeats its item many times.
     */
    private boolean readRepetition() {
        if (this.at >= this.pattern.length()) {
            return false;
        }
        char next = this.pattern.charAt(this.at);
        boolean many = next == '*' || next == '+';
        int end = this.at + 1;
        if (next == '{') {
            end = this.pattern.indexOf('}', this.at) + 1;
            many = end > 1 && isMany(this.pattern.substring(this.at + 1, end - 1));
        }
        if (!many) {
            return false;
        }
        this.at = end;
        // A possessive quantifier does not backtrack.
        return !(next != '{' && this.at < this.pattern.length() && this.pattern.charAt(this.at) == '+');
    }

    /**
     * @param bounds for example {@code 2}, {@code 2,} or {@code 2,5}
     */
    private static boolean isMany(String bounds) {
        String most = bounds.substring(bounds.indexOf(',') + 1);
        return most.isEmpty() ? bounds.endsWith(",")
                : most.length() > 4 || (most.matches("\\d+") && Integer.parseInt(most) >= MANY);
    }

}

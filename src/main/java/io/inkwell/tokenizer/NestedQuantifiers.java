package io.inkwell.tokenizer;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds groups such as {@code (a+)+} in a regular expression: a repeated group with a
 * repetition in it. A text that nearly matches takes such an expression exponential time.
 */
final class NestedQuantifiers {

    private final String pattern;

    private int at;

    private NestedQuantifiers(String pattern) {
        this.pattern = pattern;
    }

    static boolean isIn(String pattern) {
        return new NestedQuantifiers(pattern).find();
    }

    private boolean find() {
        // For each open group, whether it has a repetition in it.
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
            boolean isRepeated = readUnbounded();
            if (repeats && isRepeated) {
                return true;
            }
            if (repeats || isRepeated) {
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

    /** Reads what follows an item, and says whether it repeats it without a limit. */
    private boolean readUnbounded() {
        if (this.at >= this.pattern.length()) {
            return false;
        }
        char next = this.pattern.charAt(this.at);
        boolean unbounded = next == '*' || next == '+';
        int end = this.at + 1;
        if (next == '{') {
            end = this.pattern.indexOf('}', this.at) + 1;
            unbounded = end > 1 && this.pattern.charAt(end - 2) == ',';
        }
        if (!unbounded) {
            return false;
        }
        this.at = end;
        // A possessive repetition never gives back what it took.
        return !(next != '{' && this.at < this.pattern.length() && this.pattern.charAt(this.at) == '+');
    }

}

package io.inkwell.grammar.regex;

import io.inkwell.error.Excerpt;
import io.inkwell.grammar.automaton.FormException;

/** Reads the characters of a regular expression. */
final class RegexReader {

    private static final int MAX_LENGTH = 4096;

    private static final int MAX_SHOWN = 20;

    private final String pattern;

    private int position;

    RegexReader(String pattern) {
        if (pattern.length() > MAX_LENGTH) {
            throw new FormException("must have at most " + MAX_LENGTH + " characters; given: " + pattern.length());
        }
        this.pattern = pattern;
    }

    boolean atEnd() {
        return this.position == this.pattern.length();
    }

    /** Whether the rest starts with a text. */
    boolean sees(String text) {
        return this.pattern.startsWith(text, this.position);
    }

    /** Whether the next character is one of several. */
    boolean seesAny(String characters) {
        return !atEnd() && characters.indexOf(this.pattern.charAt(this.position)) >= 0;
    }

    /** Skips a text if the rest starts with it. */
    boolean skip(String text) {
        boolean found = sees(text);
        this.position += found ? text.length() : 0;
        return found;
    }

    void require(String text) {
        if (!skip(text)) {
            throw invalid("\"" + text + "\" is missing");
        }
    }

    /** The next character. */
    int next() {
        if (atEnd()) {
            throw invalid("it ends too early");
        }
        int character = this.pattern.codePointAt(this.position);
        this.position += Character.charCount(character);
        return character;
    }

    /** A hexadecimal number with a fixed number of digits. */
    int hex(int numDigits) {
        int value = 0;
        for (int i = 0; i < numDigits; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw invalid("a hexadecimal digit is missing");
            }
            value = 16 * value + digit;
        }
        return value;
    }

    /** A decimal number; -1 if there is none. */
    int number() {
        int from = this.position;
        int value = 0;
        while (seesAny("0123456789")) {
            value = Math.min(MAX_LENGTH * 16, 10 * value + next() - '0');
        }
        return (this.position > from) ? value : -1;
    }

    int position() {
        return this.position;
    }

    void back(int position) {
        this.position = position;
    }

    FormException invalid(String problem) {
        String rest = Excerpt.of(this.pattern.substring(this.position), MAX_SHOWN);
        return new FormException("is not a supported regular expression: " + problem + " at character " + this.position
                + (rest.isEmpty() ? "" : ", before \"" + rest + "\""));
    }

}

package io.inkwell.grammar.gbnf;

import io.inkwell.error.Excerpt;
import io.inkwell.grammar.automaton.FormException;

/** Reads the tokens of a GBNF text. Spaces and comments are skipped between them. */
final class GbnfReader {

    private static final int MAX_LENGTH = 1 << 16;

    private static final int MAX_SHOWN = 20;

    private final String text;

    private int position;

    GbnfReader(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new FormException("must have at most " + MAX_LENGTH + " characters; given: " + text.length());
        }
        this.text = text;
        skipSpace(true);
    }

    boolean atEnd() {
        return this.position == this.text.length();
    }

    boolean sees(String token) {
        return this.text.startsWith(token, this.position);
    }

    /** Skips a token without the space after it. */
    boolean skip(String token) {
        boolean found = sees(token);
        this.position += found ? token.length() : 0;
        return found;
    }

    void require(String token) {
        if (!skip(token)) {
            throw invalid("\"" + token + "\" is missing");
        }
    }

    /**
     * Skips spaces and comments.
     * @param lines whether to skip ends of lines, too
     */
    void skipSpace(boolean lines) {
        while (!atEnd()) {
            char next = this.text.charAt(this.position);
            if (next == '#') {
                int end = this.text.indexOf('\n', this.position);
                this.position = (end < 0) ? this.text.length() : end;
            }
            else if (next == ' ' || next == '\t' || (lines && (next == '\n' || next == '\r'))) {
                this.position++;
            }
            else {
                return;
            }
        }
    }

    /** Whether the next token is a name of a rule and starts its definition. */
    boolean seesDefinition() {
        int start = this.position;
        if (!seesName()) {
            return false;
        }
        name();
        skipSpace(false);
        boolean found = sees("::=");
        this.position = start;
        return found;
    }

    boolean seesName() {
        return !atEnd() && isOfName(this.text.charAt(this.position));
    }

    String name() {
        int start = this.position;
        while (seesName()) {
            this.position++;
        }
        if (this.position == start) {
            throw invalid("a name is missing");
        }
        return this.text.substring(start, this.position);
    }

    private static boolean isOfName(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9')
                || letter == '-' || letter == '_';
    }

    /** A decimal number; -1 if there is none. */
    int number() {
        int start = this.position;
        int value = 0;
        while (!atEnd() && Character.digit(this.text.charAt(this.position), 10) >= 0) {
            value = Math.min(MAX_LENGTH, 10 * value + Character.digit(this.text.charAt(this.position++), 10));
        }
        return (this.position > start) ? value : -1;
    }

    /** One character of a literal or a class, which may be escaped. */
    int character() {
        if (!skip("\\")) {
            return next();
        }
        int letter = next();
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'x' -> hex(2);
            case 'u' -> hex(4);
            case 'U' -> hex(8);
            case '\\', '"', '[', ']', '-', '^' -> letter;
            default -> throw invalid("\\" + Character.toString(letter) + " is not an escape");
        };
    }

    private int next() {
        if (atEnd()) {
            throw invalid("it ends too early");
        }
        int character = this.text.codePointAt(this.position);
        this.position += Character.charCount(character);
        return character;
    }

    private int hex(int numDigits) {
        long value = 0;
        for (int i = 0; i < numDigits; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw invalid("a hexadecimal digit is missing");
            }
            value = 16 * value + digit;
        }
        if (value > Character.MAX_CODE_POINT
                || (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE)) {
            throw invalid("an escape of a character that does not exist");
        }
        return (int) value;
    }

    FormException invalid(String problem) {
        String rest = Excerpt.of(this.text.substring(this.position), MAX_SHOWN).replace("\n", "\\n");
        return new FormException("is not a supported GBNF grammar: " + problem + " at character " + this.position
                + (rest.isEmpty() ? "" : ", before \"" + rest + "\""));
    }

}

package io.inkwell.grammar.regex;

import io.inkwell.error.Excerpt;
import io.inkwell.grammar.automaton.FormException;

/** Reads the characters of a regular expression, or of a grammar in another notation. */
public class NotationReader {

    private static final int MAX_NUMBER = 1 << 16;

    private static final int MAX_SHOWN = 20;

    private final String text;

    private final String notation;

    private int position;

    /**
     * @param notation its name, for errors
     * @throws FormException if the text is too long
     */
    protected NotationReader(String text, int maxLength, String notation) {
        if (text.length() > maxLength) {
            throw new FormException("the form must have at most " + maxLength + " characters; given: " + text.length());
        }
        this.text = text;
        this.notation = notation;
    }

    public final boolean atEnd() {
        return this.position == this.text.length();
    }

    /** Whether the rest starts with a token. */
    public final boolean sees(String token) {
        return this.text.startsWith(token, this.position);
    }

    /** Whether the next character is one of several. */
    public final boolean seesAny(String characters) {
        return !atEnd() && characters.indexOf(this.text.charAt(this.position)) >= 0;
    }

    /** Skips a token if the rest starts with it. */
    public final boolean skip(String token) {
        boolean found = sees(token);
        this.position += found ? token.length() : 0;
        return found;
    }

    /**
     * @throws FormException if the rest does not start with the token
     */
    public final void require(String token) {
        if (!skip(token)) {
            throw invalid("\"" + token + "\" is missing");
        }
    }

    /** The next character, as a code point. */
    public final int next() {
        if (atEnd()) {
            throw invalid("unexpected end");
        }
        int character = this.text.codePointAt(this.position);
        this.position += Character.charCount(character);
        return character;
    }

    /**
     * A hexadecimal number with a fixed number of digits, at most eight. A number beyond
     * 31 bits becomes the largest of them.
     */
    protected final int hex(int numDigits) {
        long value = 0;
        for (int i = 0; i < numDigits; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw invalid("a hexadecimal digit is missing");
            }
            value = 16 * value + digit;
        }
        return (int) Math.min(value, Integer.MAX_VALUE);
    }

    /** A decimal number, at most 65,536; -1 if there is none. */
    public final int number() {
        int start = this.position;
        int value = 0;
        while (seesAny("0123456789")) {
            value = Math.min(MAX_NUMBER, 10 * value + next() - '0');
        }
        return (this.position > start) ? value : -1;
    }

    protected final int position() {
        return this.position;
    }

    /** Continues at an earlier position. */
    protected final void back(int position) {
        this.position = position;
    }

    /** The text from an earlier position to this one. */
    protected final String since(int start) {
        return this.text.substring(start, this.position);
    }

    /** An error that names the position. */
    public final FormException invalid(String problem) {
        String rest = Excerpt.of(this.text.substring(this.position), MAX_SHOWN).replace("\n", "\\n");
        return new FormException("the form is not a supported " + this.notation + ": " + problem + " at character "
                + this.position + (rest.isEmpty() ? "" : ", before \"" + rest + "\""));
    }

}

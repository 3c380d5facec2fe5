package io.inkwell.grammar.gbnf;

import io.inkwell.grammar.regex.NotationReader;

/** Reads the tokens of a GBNF text. Spaces and comments are skipped between them. */
final class GbnfReader extends NotationReader {

    private static final int MAX_LENGTH = 1 << 16;

    private static final String LINE_ENDS = "\n\r";

    private static final String OF_NAMES = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

    GbnfReader(String text) {
        super(text, MAX_LENGTH, "GBNF grammar");
        skipSpace(true);
    }

    /**
     * Skips spaces and comments.
     * @param lines whether to skip ends of lines, too
     */
    void skipSpace(boolean lines) {
        String space = lines ? " \t" + LINE_ENDS : " \t";
        while (seesAny(space) || sees("#")) {
            if (next() == '#') {
                while (!atEnd() && !seesAny(LINE_ENDS)) {
                    next();
                }
            }
        }
    }

    /** Whether the next token is a name of a rule and starts its definition. */
    boolean seesDefinition() {
        int start = position();
        if (!seesName()) {
            return false;
        }
        name();
        skipSpace(false);
        boolean found = sees("::=");
        back(start);
        return found;
    }

    boolean seesName() {
        return seesAny(OF_NAMES);
    }

    String name() {
        int start = position();
        while (seesName()) {
            next();
        }
        if (position() == start) {
            throw invalid("a name is missing");
        }
        return since(start);
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
            case 'x' -> codePoint(2);
            case 'u' -> codePoint(4);
            case 'U' -> codePoint(8);
            case '\\', '"', '[', ']', '-', '^' -> letter;
            default -> throw invalid("\\" + Character.toString(letter) + " is not an escape");
        };
    }

    private int codePoint(int numDigits) {
        int value = hex(numDigits);
        if (value > Character.MAX_CODE_POINT
                || (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE)) {
            throw invalid("an escape of an invalid code point");
        }
        return value;
    }

}

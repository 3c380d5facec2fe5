package io.inkwell.grammar.regex;

/** Reads the characters of a regular expression. */
final class RegexReader extends NotationReader {

    private static final int MAX_LENGTH = 4096;

    RegexReader(String pattern) {
        super(pattern, MAX_LENGTH, "regular expression");
    }

}

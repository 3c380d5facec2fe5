package io.inkwell.tokenizer.decoder;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.jspecify.annotations.Nullable;

/**
 * Translates a regular expression of the tokenizers library (Oniguruma syntax) to Java.
 * Supports the subset with the same meaning in both: characters, character classes,
 * quantifiers and alternatives.
 */
final class OnigurumaRegex {

    private static final String ESCAPE = "\\\\(?:[sSnrt]|[pP]\\{[LMNPSZC][a-z]?\\}|[^\\p{Alnum}\\s])";

    private static final String SINGLE = "(?:[^\\\\\\[\\]&^-]|" + ESCAPE + ")";

    private static final String CHARACTERS = "\\[\\^?(?:" + SINGLE + "(?:-" + SINGLE + ")?)+\\]";

    private static final String REPETITION = "(?:[*+?]|\\{[0-9]{1,3}(?:,[0-9]{0,3})?\\})?";

    private static final String ITEM = "(?:[^\\\\\\[\\](){}*+?^$|]|" + ESCAPE + "|" + CHARACTERS + ")" + REPETITION;

    private static final String SEQUENCE = "\\^?(?:" + ITEM + ")+\\$?";

    private static final Pattern KNOWN = Pattern.compile(SEQUENCE + "(?:\\|" + SEQUENCE + ")*");

    /**
     * In Oniguruma, only a line feed ends a line, and character classes are Unicode
     * classes.
     */
    private static final int FLAGS = Pattern.MULTILINE | Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS;

    /** Java's own expressions take one stack frame for each repetition. */
    private static final int MAX_LENGTH = 1000;

    private OnigurumaRegex() {
    }

    /**
     * Returns null for an expression that is long, may mean something else in Java, or
     * matches the empty string, which the two replace differently.
     */
    static @Nullable Pattern translate(String expression) {
        if (expression.length() > MAX_LENGTH || !KNOWN.matcher(expression).matches()) {
            return null;
        }
        try {
            Pattern pattern = Pattern.compile(expression, FLAGS);
            return pattern.matcher("").find() ? null : pattern;
        }
        catch (PatternSyntaxException ex) {
            return null;
        }
    }

}

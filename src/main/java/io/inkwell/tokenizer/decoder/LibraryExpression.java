package io.inkwell.tokenizer.decoder;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.jspecify.annotations.Nullable;

/**
 * Reads a regular expression of the tokenizers library, which is one of Oniguruma, as one
 * of Java: characters, classes of characters, repetitions and alternatives, which mean
 * the same in both.
 */
final class LibraryExpression {

    private static final String ESCAPE = "\\\\(?:[sSnrt]|[pP]\\{[LMNPSZC][a-z]?\\}|[^\\p{Alnum}\\s])";

    private static final String SINGLE = "(?:[^\\\\\\[\\]&^-]|" + ESCAPE + ")";

    private static final String CHARACTERS = "\\[\\^?(?:" + SINGLE + "(?:-" + SINGLE + ")?)+\\]";

    private static final String REPETITION = "(?:[*+?]|\\{[0-9]{1,3}(?:,[0-9]{0,3})?\\})?";

    private static final String ITEM = "(?:[^\\\\\\[\\](){}*+?^$|]|" + ESCAPE + "|" + CHARACTERS + ")" + REPETITION;

    private static final String SEQUENCE = "\\^?(?:" + ITEM + ")+\\$?";

    private static final Pattern KNOWN = Pattern.compile(SEQUENCE + "(?:\\|" + SEQUENCE + ")*");

    /**
     * In Oniguruma a line ends at a line feed alone, and classes are those of Unicode.
     */
    private static final int FLAGS = Pattern.MULTILINE | Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS;

    private LibraryExpression() {
    }

    /**
     * Null for an expression that may mean something else in Java, or that matches an
     * empty text, of which the two replace different ones.
     */
    static @Nullable Pattern translate(String expression) {
        if (!KNOWN.matcher(expression).matches()) {
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

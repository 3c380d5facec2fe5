package io.inkwell.tokenizer.definition;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Matches a regular expression against strings on which slow expressions backtrack, such
 * as {@code a*a*b} on a run of {@code a}. Counts the characters that are read, so the
 * result does not depend on the machine. The native library would abort the process on a
 * longer string of this kind. Java's expressions replace it here: they cost only time.
 */
final class PatternRehearsal {

    private static final int NUM_REPEATS = 1000;

    /** Far more than one pass, and far less than one pass per character. */
    private static final int MAX_READS = 100 * NUM_REPEATS;

    /** One character of each class that expressions name. */
    private static final List<String> CHARACTERS = List.of("a", "A", "1", " ", "\n", ".", "_", "\u00e9", "\u4e2d");

    private static final Pattern LITERALS = Pattern.compile("\\w+|[^\\w\\s]");

    private static final int MAX_LITERALS = 16;

    private final Pattern pattern;

    private PatternRehearsal(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Whether a match attempt takes more time than a constant per character. False for an
     * expression that Java does not have.
     */
    static boolean isSlow(String expression) {
        Pattern pattern;
        try {
            pattern = Pattern.compile(expression);
        }
        catch (PatternSyntaxException ex) {
            return false;
        }
        return new PatternRehearsal(pattern).isSlowOnSome(units(expression));
    }

    /** What the strings repeat: characters of each class, and literals. */
    private static Set<String> units(String expression) {
        Set<String> units = new LinkedHashSet<>(CHARACTERS);
        LITERALS.matcher(expression)
            .results()
            .map((literal) -> literal.group())
            .flatMap((literal) -> Stream.of(literal, literal.substring(literal.length() - 1)))
            .distinct()
            .limit(MAX_LITERALS)
            .forEach(units::add);
        return units;
    }

    private boolean isSlowOnSome(Set<String> units) {
        for (String unit : units) {
            String run = unit.repeat(NUM_REPEATS / unit.length());
            if (isSlowOn(run + "\0")) {
                return true;
            }
            for (String start : units) {
                if (isSlowOn(start + run + "\0")) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isSlowOn(String text) {
        Matcher matcher = this.pattern.matcher(new BoundedText(text, MAX_READS, TooManyReadsException::new));
        try {
            // Not find: the native library limits each attempt alone.
            matcher.lookingAt();
            return false;
        }
        catch (TooManyReadsException | StackOverflowError ex) {
            return true;
        }
    }

    private static final class TooManyReadsException extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooManyReadsException() {
            super(null, null, false, false);
        }

    }

}

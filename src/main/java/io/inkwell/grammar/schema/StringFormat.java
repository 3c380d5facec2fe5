package io.inkwell.grammar.schema;

import java.util.Map;

import org.apache.lucene.util.automaton.Automaton;
import org.jspecify.annotations.Nullable;

import io.inkwell.grammar.regex.Regex;

/** The formats of strings, as regular expressions. */
final class StringFormat {

    private static final String YEAR = "(000[1-9]|00[1-9]\\d|0[1-9]\\d\\d|[1-9]\\d{3})";

    /** Divisible by 4, and by 400 if by 100. */
    private static final String LEAP_YEAR = "(\\d\\d(0[48]|[2468][048]|[13579][26])"
            + "|(0[48]|[2468][048]|[13579][26])00)";

    private static final String DATE = "(" + YEAR + "-((0[13578]|1[02])-(0[1-9]|[12]\\d|3[01])"
            + "|(0[469]|11)-(0[1-9]|[12]\\d|30)|02-(0[1-9]|1\\d|2[0-8]))|" + LEAP_YEAR + "-02-29)";

    private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,6})?"
            + "(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)";

    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

    private static final Map<String, String> PATTERNS = Map.of("date", DATE, "time", TIME, "date-time",
            DATE + "T" + TIME, "uuid", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ipv4",
            "(" + BYTE + "\\.){3}" + BYTE);

    private StringFormat() {
    }

    static String names() {
        return String.join(", ", PATTERNS.keySet().stream().sorted().toList());
    }

    /** The characters of strings of a format; null for an unknown format. */
    static @Nullable Automaton of(String name) {
        String pattern = PATTERNS.get(name);
        return (pattern != null) ? Regex.matching(pattern) : null;
    }

}

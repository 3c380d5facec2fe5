package io.inkwell.grammar.schema;

import java.util.Map;

import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Transition;

import io.inkwell.grammar.automaton.Language;
import io.inkwell.grammar.regex.CharacterSet;
import io.inkwell.grammar.regex.Regex;

/**
 * The parts of JSON that do not nest. Each text has one spelling: only quotes,
 * backslashes and control characters are escaped, and control characters without a short
 * escape do not occur. Numbers are short enough for 64-bit floating point.
 */
final class JsonText {

    private static final Map<Integer, Character> ESCAPES = Map.of((int) '"', '"', (int) '\\', '\\', (int) '\b', 'b',
            (int) '\t', 't', (int) '\n', 'n', (int) '\f', 'f', (int) '\r', 'r');

    static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int FIRST_PLAIN = 0x20;

    /** The largest integer, with either sign. */
    static final long MAX_INTEGER = 999_999_999_999_999L;

    private static final String INTEGER = "-?(0|[1-9][0-9]{0,14})";

    private JsonText() {
    }

    /** Any text of characters, before it is escaped. */
    static Automaton anyCharacters() {
        return Language.repeat(CharacterSet.ALL.toAutomaton(), 0);
    }

    /** From {@code min} to {@code max} characters. */
    static Automaton characters(int min, int max) {
        return Language.repeat(CharacterSet.ALL.toAutomaton(), min, max);
    }

    /**
     * A string literal.
     * @param content an automaton over the characters of the string
     */
    static Automaton string(Automaton content) {
        Automaton quote = Language.text("\"");
        return Language.sequence(quote, Language.bytes(escaped(content)), quote);
    }

    static Automaton integer() {
        return Language.bytes(Regex.matching(INTEGER));
    }

    static Automaton number() {
        return Language.bytes(Regex.matching(INTEGER + "(\\.[0-9]{1,15})?([eE][+-]?[0-9]{1,2})?"));
    }

    /** The comma between two members, with or without a space after it. */
    static Automaton comma() {
        return spaced(",");
    }

    /** The colon after a key, with or without a space after it. */
    static Automaton colon() {
        return spaced(":");
    }

    /**
     * A list in brackets, with commas between its members.
     * @param max at least 1 and {@code min}; {@link #UNLIMITED} for any number
     */
    static Automaton list(String open, Automaton member, int min, int max, String close) {
        Automaton next = Language.sequence(comma(), member);
        int minOthers = Math.max(0, min - 1);
        Automaton others = (max == UNLIMITED) ? Language.repeat(next, minOthers)
                : Language.repeat(next, minOthers, max - 1);
        Automaton members = Language.sequence(member, others);
        return Language.sequence(Language.text(open), (min == 0) ? Language.optional(members) : members,
                Language.text(close));
    }

    private static Automaton spaced(String separator) {
        return Language.sequence(Language.text(separator), Language.optional(Language.text(" ")));
    }

    private static Automaton escaped(Automaton content) {
        Automaton.Builder result = new Automaton.Builder();
        for (int state = 0; state < content.getNumStates(); state++) {
            result.createState();
            result.setAccept(state, content.isAccept(state));
        }
        Transition each = new Transition();
        for (int state = 0; state < content.getNumStates(); state++) {
            int count = content.initTransition(state, each);
            int backslash = -1;
            for (int i = 0; i < count; i++) {
                content.getNextTransition(each);
                addPlain(result, state, each);
                for (Map.Entry<Integer, Character> escape : ESCAPES.entrySet()) {
                    if (escape.getKey() >= each.min && escape.getKey() <= each.max) {
                        backslash = (backslash < 0) ? addBackslash(result, state) : backslash;
                        result.addTransition(backslash, each.dest, escape.getValue());
                    }
                }
            }
        }
        return result.finish();
    }

    private static int addBackslash(Automaton.Builder result, int state) {
        int backslash = result.createState();
        result.addTransition(state, backslash, '\\');
        return backslash;
    }

    private static void addPlain(Automaton.Builder result, int state, Transition each) {
        int[] bounds = { FIRST_PLAIN, '"' - 1, '"' + 1, '\\' - 1, '\\' + 1, Character.MAX_CODE_POINT };
        for (int i = 0; i < bounds.length; i += 2) {
            int first = Math.max(each.min, bounds[i]);
            int last = Math.min(each.max, bounds[i + 1]);
            if (first <= last) {
                result.addTransition(state, each.dest, first, last);
            }
        }
    }

}

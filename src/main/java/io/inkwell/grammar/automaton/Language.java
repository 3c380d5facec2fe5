package io.inkwell.grammar.automaton;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.MinimizationOperations;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;
import org.apache.lucene.util.automaton.UTF32ToUTF8;

/**
 * Combines automata within limits of size and work. Labels below 256 are bytes; the label
 * {@code 256 + i} calls rule {@code i}. Functions that say so work on characters instead.
 */
public final class Language {

    static final int FIRST_CALL = 256;

    /** The maximum number of states of an automaton, and of all rules of a grammar. */
    static final int MAX_STATES = 1 << 15;

    private static final int MAX_TRANSITIONS = 1 << 20;

    /** The conversion to bytes repeats states, most of which are joined again. */
    private static final int MAX_UNSHARED = 1 << 18;

    /** Texts share states, so there may be more characters than states. */
    private static final int MAX_TEXT = 1 << 18;

    /** The most states of a minimal automaton. Minimization takes quadratic time. */
    private static final int MAX_MINIMIZED = 256;

    /** States of the input that determinization may visit, counted for each set. */
    private static final int WORK_LIMIT = 500_000;

    private Language() {
    }

    /** The bytes of one text. */
    public static Automaton text(String text) {
        return Automata.makeBinary(new BytesRef(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** One of several texts. */
    public static Automaton texts(List<String> texts) {
        if (texts.stream().mapToLong(String::length).sum() > MAX_TEXT) {
            throw new FormException("the form lists texts of more than " + MAX_TEXT + " characters");
        }
        List<BytesRef> sorted = texts.stream()
            .map((text) -> new BytesRef(text.getBytes(StandardCharsets.UTF_8)))
            .sorted()
            .distinct()
            .toList();
        boolean hasLong = sorted.stream().anyMatch((text) -> text.length > Automata.MAX_STRING_UNION_TERM_LENGTH);
        return hasLong ? union(sorted.stream().map(Automata::makeBinary).toList())
                : Automata.makeBinaryStringUnion(sorted);
    }

    /** The numerals from one to another with as many digits. */
    public static Automaton numerals(String first, String last) {
        Automaton digits = Operations.repeat(Automata.makeCharRange('0', '9'), first.length(), first.length());
        return intersection(Automata.makeBinaryInterval(new BytesRef(first), true, new BytesRef(last), true), digits);
    }

    /** What a rule generates. */
    static Automaton call(int rule) {
        return Automata.makeChar(FIRST_CALL + rule);
    }

    /** Converts an automaton over characters to one over the bytes of UTF-8. */
    public static Automaton bytes(Automaton characters) {
        Automaton bytes = new UTF32ToUTF8().convert(characters);
        if (bytes.getNumStates() > MAX_UNSHARED) {
            throw new FormException("the form needs more than " + MAX_UNSHARED + " states before they are shared");
        }
        return bounded(TwinStates.joined(bytes));
    }

    public static Automaton sequence(List<Automaton> parts) {
        return bounded(Operations.concatenate(parts));
    }

    public static Automaton sequence(Automaton... parts) {
        return sequence(List.of(parts));
    }

    public static Automaton union(List<Automaton> alternatives) {
        return bounded(Operations.union(alternatives));
    }

    public static Automaton optional(Automaton part) {
        return Operations.optional(part);
    }

    /** At least {@code min} times. */
    public static Automaton repeat(Automaton part, int min) {
        requireRepeatable(part, min + 1L);
        return bounded(isNullable(part) ? Operations.repeat(part) : Operations.repeat(part, min));
    }

    /** From {@code min} to {@code max} times. */
    public static Automaton repeat(Automaton part, int min, int max) {
        requireRepeatable(part, max);
        // An optional part generates the same with any minimum. With 0 the automaton is
        // linear in the maximum, not quadratic.
        return bounded(Operations.repeat(part, isNullable(part) ? 0 : min, max));
    }

    private static boolean isNullable(Automaton part) {
        return part.getNumStates() > 0 && part.isAccept(0);
    }

    private static void requireRepeatable(Automaton part, long times) {
        if (part.getNumStates() * times > MAX_STATES || part.getNumTransitions() * times > MAX_TRANSITIONS) {
            throw new FormException("a repetition needs too many states; a form has at most " + MAX_STATES);
        }
    }

    /** What both generate. */
    public static Automaton intersection(Automaton one, Automaton other) {
        return bounded(Operations.intersection(one, other));
    }

    /** What the first generates and the second does not. */
    public static Automaton minus(Automaton one, Automaton other) {
        return Operations.minus(one, deterministic(other), WORK_LIMIT);
    }

    /** The same language with one transition for each label, and few states. */
    static Automaton deterministic(Automaton automaton) {
        try {
            Automaton determined = Operations.determinize(Operations.removeDeadStates(automaton), WORK_LIMIT);
            Automaton result = TwinStates.joined(Operations.removeDeadStates(determined));
            return bounded((result.getNumStates() <= MAX_MINIMIZED)
                    ? Operations.removeDeadStates(MinimizationOperations.minimize(result, WORK_LIMIT)) : result);
        }
        catch (TooComplexToDeterminizeException ex) {
            throw new FormException("the form is too complex: its automaton would exceed the limit of work");
        }
    }

    /**
     * @throws FormException if there are more states than a form may have
     */
    public static void requireStates(int numStates) {
        if (numStates > MAX_STATES) {
            throw new FormException("the form needs more than " + MAX_STATES + " states, the maximum of a form");
        }
    }

    private static Automaton bounded(Automaton automaton) {
        requireStates(automaton.getNumStates());
        if (automaton.getNumTransitions() > MAX_TRANSITIONS) {
            throw new FormException(
                    "the form needs more than " + MAX_TRANSITIONS + " transitions, the maximum of a form");
        }
        return automaton;
    }

}

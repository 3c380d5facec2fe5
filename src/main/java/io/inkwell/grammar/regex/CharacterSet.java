package io.inkwell.grammar.regex;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;

/**
 * A set of Unicode characters, as ranges in ascending order with gaps between them.
 * Surrogates are no characters.
 */
public record CharacterSet(List<Range> ranges) {

    private static final int FIRST_SURROGATE = Character.MIN_SURROGATE;

    private static final int LAST_SURROGATE = Character.MAX_SURROGATE;

    public static final CharacterSet NONE = new CharacterSet(List.of());

    public static final CharacterSet ALL = NONE.complement();

    /** Both ends are included. */
    record Range(int first, int last) {
    }

    public CharacterSet {
        ranges = List.copyOf(ranges);
    }

    public static CharacterSet of(int character) {
        return range(character, character);
    }

    public static CharacterSet range(int first, int last) {
        return normalized(List.of(new Range(first, last)));
    }

    public static CharacterSet ofAll(String characters) {
        return normalized(characters.codePoints().mapToObj((each) -> new Range(each, each)).toList());
    }

    public CharacterSet or(CharacterSet other) {
        List<Range> all = new ArrayList<>(this.ranges);
        all.addAll(other.ranges);
        return normalized(all);
    }

    public CharacterSet complement() {
        List<Range> gaps = new ArrayList<>();
        int from = 0;
        for (Range range : this.ranges) {
            gaps.add(new Range(from, range.first() - 1));
            from = range.last() + 1;
        }
        gaps.add(new Range(from, Character.MAX_CODE_POINT));
        return normalized(gaps);
    }

    /** An automaton for one of the characters. */
    public Automaton toAutomaton() {
        if (this.ranges.isEmpty()) {
            return Automata.makeEmpty();
        }
        Automaton automaton = new Automaton();
        int from = automaton.createState();
        int to = automaton.createState();
        automaton.setAccept(to, true);
        this.ranges.forEach((range) -> automaton.addTransition(from, to, range.first(), range.last()));
        automaton.finishState();
        return automaton;
    }

    private static CharacterSet normalized(List<Range> given) {
        List<Range> valid = new ArrayList<>();
        for (Range range : given) {
            addIfAny(range.first(), Math.min(range.last(), FIRST_SURROGATE - 1), valid);
            addIfAny(Math.max(range.first(), LAST_SURROGATE + 1), range.last(), valid);
        }
        valid.sort(Comparator.comparingInt(Range::first));
        List<Range> merged = new ArrayList<>();
        for (Range range : valid) {
            int end = merged.size() - 1;
            if (end >= 0 && range.first() <= merged.get(end).last() + 1) {
                Range before = merged.get(end);
                merged.set(end, new Range(before.first(), Math.max(before.last(), range.last())));
            }
            else {
                merged.add(range);
            }
        }
        return new CharacterSet(merged);
    }

    private static void addIfAny(int first, int last, List<Range> ranges) {
        if (first <= last) {
            ranges.add(new Range(first, last));
        }
    }

}

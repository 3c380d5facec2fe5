package io.inkwell.grammar.schema;

import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.util.automaton.Automaton;

import io.inkwell.grammar.automaton.Language;
import io.inkwell.grammar.automaton.Rules;

/** The integers of a schema, within its bounds. */
record IntegerSchema(Keywords keywords, Rules rules) {

    private static final long NO_BOUND = JsonText.MAX_INTEGER;

    Automaton values() {
        long min = min();
        long max = max();
        if (min > max) {
            throw this.keywords.error("the bounds allow no integer of at most 15 digits");
        }
        if (min == -NO_BOUND && max == NO_BOUND) {
            return JsonText.integer();
        }
        List<Automaton> all = numerals(Math.max(0, min), max);
        for (Automaton each : numerals(Math.max(1, -max), -min)) {
            all.add(Language.sequence(Language.text("-"), each));
        }
        return this.rules.deterministic(Language.union(all));
    }

    private long min() {
        double inclusive = Math.ceil(this.keywords.number("minimum", -NO_BOUND));
        double exclusive = Math.floor(this.keywords.number("exclusiveMinimum", -NO_BOUND - 1)) + 1;
        return (long) Math.max(-NO_BOUND, Math.max(inclusive, exclusive));
    }

    private long max() {
        double inclusive = Math.floor(this.keywords.number("maximum", NO_BOUND));
        double exclusive = Math.ceil(this.keywords.number("exclusiveMaximum", NO_BOUND + 1)) - 1;
        return (long) Math.min(NO_BOUND, Math.min(inclusive, exclusive));
    }

    /** The numerals of a range without negative numbers, those of each length apart. */
    private static List<Automaton> numerals(long min, long max) {
        List<Automaton> all = new ArrayList<>();
        for (long first = min; first <= max;) {
            String shortest = Long.toString(first);
            long last = Math.min(max, Long.parseLong("9".repeat(shortest.length())));
            all.add(Language.numerals(shortest, Long.toString(last)));
            first = last + 1;
        }
        return all;
    }

}

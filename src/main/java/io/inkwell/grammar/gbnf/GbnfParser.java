package io.inkwell.grammar.gbnf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;

import io.inkwell.grammar.automaton.FormException;
import io.inkwell.grammar.automaton.Grammar;
import io.inkwell.grammar.automaton.Language;
import io.inkwell.grammar.automaton.Rules;
import io.inkwell.grammar.regex.CharacterSet;

/**
 * Compiles GBNF, the notation of llama.cpp: rules of literals, character classes, names
 * of rules, groups, alternatives and repetitions. The rule {@code root} generates the
 * whole text.
 */
public final class GbnfParser {

    private static final String ROOT = "root";

    private static final int MAX_DEPTH = 100;

    private final GbnfReader reader;

    private final Rules rules = new Rules();

    private final Map<String, Integer> numbers = new HashMap<>();

    private final Set<String> defined = new LinkedHashSet<>();

    private int depth;

    private GbnfParser(String text) {
        this.reader = new GbnfReader(text);
    }

    /**
     * @throws FormException if the text is not a grammar, or the grammar is too large
     */
    public static Grammar parse(String text) {
        return new GbnfParser(text).parse();
    }

    private Grammar parse() {
        number(ROOT);
        while (!this.reader.atEnd()) {
            definition();
        }
        for (String name : this.numbers.keySet()) {
            if (!this.defined.contains(name)) {
                throw new FormException(
                        "the form is not a supported GBNF grammar: the rule " + name + " is not defined");
            }
        }
        return this.rules.compile();
    }

    private int number(String name) {
        return this.numbers.computeIfAbsent(name, (each) -> this.rules.declare());
    }

    private void definition() {
        String name = this.reader.name();
        this.reader.skipSpace(false);
        this.reader.require("::=");
        this.reader.skipSpace(true);
        if (!this.defined.add(name)) {
            throw this.reader.invalid("the rule " + name + " is defined twice");
        }
        this.rules.define(number(name), alternatives());
        this.reader.skipSpace(true);
        if (!this.reader.atEnd() && !this.reader.seesDefinition()) {
            throw this.reader.invalid("a rule is missing");
        }
    }

    private Automaton alternatives() {
        if (++this.depth > MAX_DEPTH) {
            throw this.reader.invalid("groups are nested more than " + MAX_DEPTH + " deep");
        }
        List<Automaton> alternatives = new ArrayList<>();
        do {
            this.reader.skipSpace(true);
            alternatives.add(sequence());
        }
        while (this.reader.skip("|"));
        this.depth--;
        return Language.union(alternatives);
    }

    /** A sequence ends at an alternative, a closed group, or the next rule. */
    private Automaton sequence() {
        List<Automaton> parts = new ArrayList<>(List.of(Automata.makeEmptyString()));
        while (!this.reader.atEnd() && !this.reader.sees("|") && !this.reader.sees(")")
                && !this.reader.seesDefinition()) {
            this.rules.requireTime();
            parts.add(repeated(symbol()));
            this.reader.skipSpace(true);
        }
        return Language.sequence(parts);
    }

    private Automaton symbol() {
        if (this.reader.skip("\"")) {
            return literal();
        }
        if (this.reader.skip("[")) {
            return Language.bytes(characterClass().toAutomaton());
        }
        if (this.reader.skip(".")) {
            return Language.bytes(CharacterSet.ALL.toAutomaton());
        }
        if (this.reader.skip("(")) {
            Automaton group = alternatives();
            this.reader.require(")");
            return group;
        }
        return this.rules.call(number(this.reader.name()));
    }

    private Automaton literal() {
        StringBuilder literal = new StringBuilder();
        while (!this.reader.skip("\"")) {
            literal.appendCodePoint(this.reader.character());
        }
        return Language.text(literal.toString());
    }

    private CharacterSet characterClass() {
        boolean negated = this.reader.skip("^");
        CharacterSet set = CharacterSet.NONE;
        while (!this.reader.skip("]")) {
            int first = this.reader.character();
            int last = first;
            if (this.reader.sees("-") && !this.reader.sees("-]")) {
                this.reader.require("-");
                last = this.reader.character();
            }
            if (last < first) {
                throw this.reader.invalid("a range whose end is before its start");
            }
            set = set.or(CharacterSet.range(first, last));
        }
        return negated ? set.complement() : set;
    }

    private Automaton repeated(Automaton symbol) {
        if (this.reader.skip("*")) {
            return Language.repeat(symbol, 0);
        }
        if (this.reader.skip("+")) {
            return Language.repeat(symbol, 1);
        }
        if (this.reader.skip("?")) {
            return Language.optional(symbol);
        }
        return this.reader.skip("{") ? counted(symbol) : symbol;
    }

    private Automaton counted(Automaton symbol) {
        this.reader.skipSpace(false);
        int min = this.reader.number();
        this.reader.skipSpace(false);
        boolean isOpen = this.reader.skip(",");
        this.reader.skipSpace(false);
        int max = isOpen ? this.reader.number() : min;
        this.reader.skipSpace(false);
        this.reader.require("}");
        if ((min < 0 && max < 0) || (max >= 0 && max < min)) {
            throw this.reader.invalid("a repetition without a valid count");
        }
        int least = Math.max(0, min);
        return (isOpen && max < 0) ? Language.repeat(symbol, least) : Language.repeat(symbol, least, max);
    }

}

package io.inkwell.grammar.regex;

import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;

import io.inkwell.grammar.automaton.Language;

/**
 * Compiles regular expressions in the syntax that ECMAScript, Java and Python share:
 * alternatives, groups, classes, quantifiers, and anchors at the ends of the expression.
 * Assertions, references to groups and flags are not regular or not supported.
 */
public final class Regex {

    private static final int MAX_DEPTH = 100;

    private static final String QUANTIFIERS = "*+?{";

    private final RegexReader reader;

    private final CharacterClass classes;

    private final boolean searches;

    private int depth;

    private Regex(String pattern, boolean searches) {
        this.reader = new RegexReader(pattern);
        this.classes = new CharacterClass(this.reader);
        this.searches = searches;
    }

    /**
     * The texts that match as a whole, as an automaton over characters.
     * @throws io.inkwell.grammar.automaton.FormException if the expression is not
     * supported or too large
     */
    public static Automaton matching(String pattern) {
        return new Regex(pattern, false).compile();
    }

    /** The texts that contain a match. */
    public static Automaton containing(String pattern) {
        return new Regex(pattern, true).compile();
    }

    private Automaton compile() {
        List<Automaton> alternatives = new ArrayList<>();
        do {
            alternatives.add(anchoredSequence());
        }
        while (this.reader.skip("|"));
        if (!this.reader.atEnd()) {
            throw this.reader.invalid("a group is closed that is not open");
        }
        return Language.union(alternatives);
    }

    private Automaton anchoredSequence() {
        List<Automaton> parts = new ArrayList<>();
        boolean fromStart = this.reader.skip("^");
        if (this.searches && !fromStart) {
            parts.add(anyText());
        }
        parts.add(sequence());
        boolean toEnd = this.reader.skip("$");
        if (toEnd && !this.reader.atEnd() && !this.reader.sees("|")) {
            throw this.reader.invalid("$ is supported only at the end of the expression");
        }
        if (this.searches && !toEnd) {
            parts.add(anyText());
        }
        return Language.sequence(parts);
    }

    private static Automaton anyText() {
        return Language.repeat(CharacterSet.ALL.toAutomaton(), 0);
    }

    private Automaton alternatives() {
        if (++this.depth > MAX_DEPTH) {
            throw this.reader.invalid("groups are nested more than " + MAX_DEPTH + " deep");
        }
        List<Automaton> alternatives = new ArrayList<>();
        do {
            alternatives.add(sequence());
        }
        while (this.reader.skip("|"));
        this.depth--;
        return Language.union(alternatives);
    }

    private Automaton sequence() {
        List<Automaton> parts = new ArrayList<>(List.of(Automata.makeEmptyString()));
        while (!this.reader.atEnd() && !this.reader.seesAny("|)$")) {
            parts.add(quantified(atom()));
        }
        return Language.sequence(parts);
    }

    private Automaton atom() {
        if (this.reader.skip("(")) {
            return group();
        }
        if (this.reader.skip("[")) {
            return this.classes.readBrackets().toAutomaton();
        }
        if (this.reader.skip(".")) {
            return CharacterClass.DOT.toAutomaton();
        }
        if (this.reader.skip("\\")) {
            return this.classes.readEscape().toAutomaton();
        }
        if (this.reader.sees("^")) {
            throw this.reader.invalid("^ is supported only at the start of the expression");
        }
        if (this.reader.seesAny("*+?")) {
            throw this.reader.invalid("a quantifier without an operand");
        }
        return CharacterSet.of(this.reader.next()).toAutomaton();
    }

    private Automaton group() {
        if (this.reader.skip("?")) {
            boolean isNamed = this.reader.skip("P<")
                    || (this.reader.sees("<") && !lookBehind() && this.reader.skip("<"));
            if (isNamed) {
                skipName();
            }
            else if (!this.reader.skip(":")) {
                throw this.reader.invalid("an assertion, a flag or another extension of groups");
            }
        }
        Automaton group = alternatives();
        if (this.reader.sees("$")) {
            throw this.reader.invalid("$ is supported only at the end of the expression");
        }
        this.reader.require(")");
        return group;
    }

    private boolean lookBehind() {
        return this.reader.sees("<=") || this.reader.sees("<!");
    }

    private void skipName() {
        while (!this.reader.skip(">")) {
            int letter = this.reader.next();
            if (!Character.isLetterOrDigit(letter) && letter != '_') {
                throw this.reader.invalid("a name of a group with other characters than letters and digits");
            }
        }
    }

    private Automaton quantified(Automaton operand) {
        Automaton result = operand;
        if (this.reader.skip("*")) {
            result = Language.repeat(operand, 0);
        }
        else if (this.reader.skip("+")) {
            result = Language.repeat(operand, 1);
        }
        else if (this.reader.skip("?")) {
            result = Language.optional(operand);
        }
        else if (this.reader.sees("{")) {
            result = counted(operand);
        }
        else {
            return operand;
        }
        // A lazy quantifier generates the same texts.
        this.reader.skip("?");
        if (this.reader.seesAny(QUANTIFIERS)) {
            throw this.reader.invalid("a quantifier after a quantifier");
        }
        return result;
    }

    private Automaton counted(Automaton operand) {
        this.reader.require("{");
        int min = this.reader.number();
        boolean isOpen = this.reader.skip(",");
        int max = isOpen ? this.reader.number() : min;
        if (min < 0) {
            throw this.reader.invalid("a count without a minimum; write \\{ for the character");
        }
        this.reader.require("}");
        if (isOpen && max < 0) {
            return Language.repeat(operand, min);
        }
        if (max < min) {
            throw this.reader.invalid("a maximum below the minimum");
        }
        return Language.repeat(operand, min, max);
    }

}

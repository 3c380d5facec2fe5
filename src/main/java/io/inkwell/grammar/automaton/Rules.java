package io.inkwell.grammar.automaton;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;

/**
 * The rules of a grammar under construction. The first one generates the whole text. A
 * rule can be called before it is defined.
 */
public final class Rules {

    private static final int MAX_RULES = 500;

    /** Several times what the largest forms need, so that a busy machine rejects none. */
    private static final Duration MAX_TIME = Duration.ofSeconds(3);

    private final List<Automaton> bodies = new ArrayList<>();

    private final long startNanos = System.nanoTime();

    /** The grammar of one rule. */
    public static Grammar single(Automaton body) {
        Rules rules = new Rules();
        rules.define(rules.declare(), body);
        return rules.compile();
    }

    /**
     * Call it before each step that may be expensive.
     * @throws FormException if the grammar has been under construction for too long
     * @throws CancellationException if the thread is interrupted
     */
    public void requireTime() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the thread was interrupted");
        }
        if (System.nanoTime() - this.startNanos > MAX_TIME.toNanos()) {
            throw new FormException(
                    "the form is too complex: it cannot be compiled in " + MAX_TIME.toSeconds() + " seconds");
        }
    }

    /** Adds a rule that generates nothing until it is defined. */
    public int declare() {
        if (this.bodies.size() == MAX_RULES) {
            throw new FormException("the form needs more than " + MAX_RULES + " rules");
        }
        this.bodies.add(Automata.makeEmpty());
        return this.bodies.size() - 1;
    }

    public void define(int rule, Automaton body) {
        this.bodies.set(rule, deterministic(body));
    }

    /** The same language with one transition for each label, and few states. */
    public Automaton deterministic(Automaton automaton) {
        requireTime();
        return Language.deterministic(automaton);
    }

    /** What a rule generates. */
    public Automaton call(int rule) {
        return Language.call(rule);
    }

    /**
     * @throws FormException if the rules generate no text, or a rule calls itself before
     * it generates a byte
     */
    public Grammar compile() {
        List<Automaton> finite = new RuleCheck(this.bodies, this::requireTime).finiteRules();
        return Grammar.of(finite);
    }

}

package io.inkwell.grammar.automaton;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.Transition;

/**
 * Checks that every text that the rules begin can be completed, and that each step
 * through them is finite.
 */
final class RuleCheck {

    private final List<Automaton> rules;

    private final Runnable requireTime;

    /**
     * @param requireTime called before each expensive step
     */
    RuleCheck(List<Automaton> rules, Runnable requireTime) {
        this.rules = new ArrayList<>(rules);
        this.requireTime = requireTime;
    }

    /**
     * The rules without calls of those that never end.
     * @throws FormException if nothing is left, or a rule calls itself at its start
     */
    List<Automaton> finiteRules() {
        BitSet productive = productive();
        if (!productive.get(0)) {
            throw new FormException("the form generates no text: nothing matches, or a recursion never ends");
        }
        this.rules.replaceAll((rule) -> withCallsOf(productive, rule));
        rejectLeftRecursion();
        return this.rules;
    }

    /** The rules that generate some text. */
    private BitSet productive() {
        BitSet productive = new BitSet();
        int before;
        do {
            before = productive.cardinality();
            this.requireTime.run();
            // Callers mostly come before the rules that they call.
            for (int i = this.rules.size() - 1; i >= 0; i--) {
                if (!productive.get(i) && !Operations.isEmpty(withCallsOf(productive, this.rules.get(i)))) {
                    productive.set(i);
                }
            }
        }
        while (productive.cardinality() > before);
        return productive;
    }

    private static Automaton withCallsOf(BitSet allowed, Automaton rule) {
        Automaton.Builder kept = new Automaton.Builder();
        for (int state = 0; state < rule.getNumStates(); state++) {
            kept.createState();
            kept.setAccept(state, rule.isAccept(state));
        }
        Transition each = new Transition();
        for (int state = 0; state < rule.getNumStates(); state++) {
            int count = rule.initTransition(state, each);
            for (int i = 0; i < count; i++) {
                rule.getNextTransition(each);
                if (each.min < Language.FIRST_CALL) {
                    kept.addTransition(state, each.dest, each.min, Math.min(each.max, Language.FIRST_CALL - 1));
                }
                for (int label = Math.max(each.min, Language.FIRST_CALL); label <= each.max; label++) {
                    if (allowed.get(label - Language.FIRST_CALL)) {
                        kept.addTransition(state, each.dest, label);
                    }
                }
            }
        }
        return Operations.removeDeadStates(kept.finish());
    }

    private void rejectLeftRecursion() {
        BitSet nullable = nullable();
        List<BitSet> first = this.rules.stream().map((rule) -> calledAtStart(rule, nullable)).toList();
        // The transitive closure; each round adds the calls of the called rules.
        boolean grows = true;
        while (grows) {
            grows = false;
            for (BitSet called : first) {
                int before = called.cardinality();
                for (int rule : called.stream().toArray()) {
                    called.or(first.get(rule));
                }
                grows |= called.cardinality() > before;
            }
        }
        for (int rule = 0; rule < first.size(); rule++) {
            if (first.get(rule).get(rule)) {
                throw new FormException(
                        "the form calls a rule from its own start (left recursion), so it has no first byte");
            }
        }
    }

    /** The rules that generate the empty text. */
    private BitSet nullable() {
        BitSet nullable = new BitSet();
        int before;
        do {
            before = nullable.cardinality();
            this.requireTime.run();
            for (int i = 0; i < this.rules.size(); i++) {
                Automaton rule = this.rules.get(i);
                if (statesAtStart(rule, nullable).stream().anyMatch(rule::isAccept)) {
                    nullable.set(i);
                }
            }
        }
        while (nullable.cardinality() > before);
        return nullable;
    }

    private static BitSet calledAtStart(Automaton rule, BitSet nullable) {
        BitSet called = new BitSet();
        Transition each = new Transition();
        statesAtStart(rule, nullable).stream().forEach((state) -> {
            int count = rule.initTransition(state, each);
            for (int i = 0; i < count; i++) {
                rule.getNextTransition(each);
                if (each.max >= Language.FIRST_CALL) {
                    called.set(Math.max(each.min, Language.FIRST_CALL) - Language.FIRST_CALL,
                            each.max + 1 - Language.FIRST_CALL);
                }
            }
        });
        return called;
    }

    /** The states that a rule can reach without a byte. */
    private static BitSet statesAtStart(Automaton rule, BitSet nullable) {
        BitSet reached = new BitSet();
        if (rule.getNumStates() == 0) {
            return reached;
        }
        List<Integer> pending = new ArrayList<>(List.of(0));
        reached.set(0);
        Transition each = new Transition();
        while (!pending.isEmpty()) {
            int state = pending.remove(pending.size() - 1);
            int count = rule.initTransition(state, each);
            for (int i = 0; i < count; i++) {
                rule.getNextTransition(each);
                int called = nullable.nextSetBit(Math.max(0, each.min - Language.FIRST_CALL));
                boolean skips = each.max >= Language.FIRST_CALL && called >= 0
                        && called <= each.max - Language.FIRST_CALL;
                if (skips && !reached.get(each.dest)) {
                    reached.set(each.dest);
                    pending.add(each.dest);
                }
            }
        }
        return reached;
    }

}

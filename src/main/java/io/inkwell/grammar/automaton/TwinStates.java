package io.inkwell.grammar.automaton;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Transition;

/**
 * Joins states with equal transitions, again and again from the ends of texts to their
 * starts. It is linear, unlike minimization, but leaves states on cycles apart. The
 * conversion to UTF-8 makes many such states: one for each byte of each transition.
 */
final class TwinStates {

    private static final int MAX_ROUNDS = 10;

    private final Automaton automaton;

    /** For each state, the first of its twins. */
    private int[] twins;

    private TwinStates(Automaton automaton) {
        this.automaton = automaton;
        this.twins = new int[automaton.getNumStates()];
        for (int state = 0; state < this.twins.length; state++) {
            this.twins[state] = state;
        }
    }

    static Automaton joined(Automaton automaton) {
        TwinStates states = new TwinStates(automaton);
        int size = automaton.getNumStates();
        for (int round = 0; round < MAX_ROUNDS; round++) {
            int joined = states.join();
            if (joined == size) {
                break;
            }
            size = joined;
        }
        return (size < automaton.getNumStates()) ? states.build() : automaton;
    }

    /** Joins the states that differ only in twins, and returns how many are left. */
    private int join() {
        Map<List<Integer>, Integer> known = new HashMap<>();
        int[] joined = new int[this.twins.length];
        for (int state = 0; state < joined.length; state++) {
            Integer first = known.putIfAbsent(signature(state), state);
            joined[state] = (first != null) ? first : state;
        }
        this.twins = joined;
        return known.size();
    }

    private List<Integer> signature(int state) {
        Transition each = new Transition();
        int count = this.automaton.initTransition(state, each);
        List<Integer> signature = new ArrayList<>(1 + 3 * count);
        signature.add(this.automaton.isAccept(state) ? 1 : 0);
        for (int i = 0; i < count; i++) {
            this.automaton.getNextTransition(each);
            int end = signature.size();
            boolean continues = end > 1 && signature.get(end - 1) == this.twins[each.dest]
                    && signature.get(end - 2) == each.min - 1;
            if (continues) {
                signature.set(end - 2, each.max);
            }
            else {
                signature.addAll(List.of(each.min, each.max, this.twins[each.dest]));
            }
        }
        return signature;
    }

    private Automaton build() {
        Automaton.Builder result = new Automaton.Builder();
        int[] numbers = new int[this.twins.length];
        for (int state = 0; state < this.twins.length; state++) {
            if (this.twins[state] == state) {
                numbers[state] = result.createState();
                result.setAccept(numbers[state], this.automaton.isAccept(state));
            }
        }
        Transition each = new Transition();
        for (int state = 0; state < this.twins.length; state++) {
            int count = (this.twins[state] == state) ? this.automaton.initTransition(state, each) : 0;
            for (int i = 0; i < count; i++) {
                this.automaton.getNextTransition(each);
                result.addTransition(numbers[state], numbers[this.twins[each.dest]], each.min, each.max);
            }
        }
        return result.finish();
    }

}

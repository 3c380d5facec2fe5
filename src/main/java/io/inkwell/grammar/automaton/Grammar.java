package io.inkwell.grammar.automaton;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Transition;

/**
 * A compiled grammar: one table for the states of all rules. In a state, a byte leads to
 * another state of the rule, and a call leads to another rule and then to the state in
 * which the caller continues. Bytes that no rule distinguishes are in one class.
 * Immutable.
 */
public final class Grammar {

    /** No state. */
    public static final int NONE = -1;

    private static final int[] NO_CALLS = {};

    private static final int NUM_BYTES = Language.FIRST_CALL;

    /** 16 MB. */
    private static final int MAX_CELLS = 1 << 22;

    private final int[] classes;

    private final int numClasses;

    /** The byte of each class; {@link #NONE} for a class of several bytes. */
    private final int[] onlyBytes;

    /** The next state for each state and class. */
    private final int[] next;

    /** For each state, pairs of a called rule's first state and the state after it. */
    private final int[][] calls;

    private final BitSet accepting;

    private final BitSet readsBytes;

    private Grammar(List<Automaton> rules, int[] firstStates, int numStates) {
        this.classes = classes(rules);
        this.numClasses = Arrays.stream(this.classes).max().orElse(0) + 1;
        this.onlyBytes = onlyBytes(this.classes, this.numClasses);
        if ((long) numStates * this.numClasses > MAX_CELLS) {
            throw new FormException(
                    "the form needs a table of more than " + MAX_CELLS + " cells, the maximum of a form");
        }
        this.next = new int[numStates * this.numClasses];
        Arrays.fill(this.next, NONE);
        this.calls = new int[numStates][];
        Arrays.fill(this.calls, NO_CALLS);
        this.accepting = new BitSet(numStates);
        this.readsBytes = new BitSet(numStates);
        for (int i = 0; i < rules.size(); i++) {
            add(rules.get(i), firstStates, firstStates[i]);
        }
    }

    /** The first rule generates the whole text. */
    static Grammar of(List<Automaton> rules) {
        int[] firstStates = new int[rules.size()];
        int numStates = 0;
        for (int i = 0; i < firstStates.length; i++) {
            firstStates[i] = numStates;
            numStates += rules.get(i).getNumStates();
        }
        Language.requireStates(numStates);
        return new Grammar(rules, firstStates, numStates);
    }

    private static int[] classes(List<Automaton> rules) {
        BitSet starts = new BitSet();
        for (Automaton rule : rules) {
            Arrays.stream(rule.getStartPoints()).filter((point) -> point < NUM_BYTES).forEach(starts::set);
        }
        starts.clear(0);
        int[] classes = new int[NUM_BYTES];
        for (int value = 1; value < NUM_BYTES; value++) {
            classes[value] = classes[value - 1] + (starts.get(value) ? 1 : 0);
        }
        return classes;
    }

    private static int[] onlyBytes(int[] classes, int numClasses) {
        int[] onlyBytes = new int[numClasses];
        Arrays.fill(onlyBytes, Integer.MIN_VALUE);
        for (int value = 0; value < classes.length; value++) {
            boolean isFirst = onlyBytes[classes[value]] == Integer.MIN_VALUE;
            onlyBytes[classes[value]] = isFirst ? value : NONE;
        }
        return onlyBytes;
    }

    private void add(Automaton rule, int[] firstStates, int offset) {
        Transition each = new Transition();
        for (int state = 0; state < rule.getNumStates(); state++) {
            this.accepting.set(offset + state, rule.isAccept(state));
            int count = rule.initTransition(state, each);
            for (int i = 0; i < count; i++) {
                rule.getNextTransition(each);
                addBytes(offset + state, each, offset + each.dest);
                for (int label = Math.max(each.min, NUM_BYTES); label <= each.max; label++) {
                    addCall(offset + state, firstStates[label - NUM_BYTES], offset + each.dest);
                }
            }
        }
    }

    private void addBytes(int state, Transition range, int dest) {
        for (int value = range.min; value <= Math.min(range.max, NUM_BYTES - 1); value++) {
            this.next[state * this.numClasses + this.classes[value]] = dest;
            this.readsBytes.set(state);
        }
    }

    private void addCall(int state, int firstState, int returnState) {
        int[] calls = Arrays.copyOf(this.calls[state], this.calls[state].length + 2);
        calls[calls.length - 2] = firstState;
        calls[calls.length - 1] = returnState;
        this.calls[state] = calls;
    }

    /** An estimate of its memory. */
    public long numBytes() {
        return 4L * this.next.length + 64L * this.calls.length;
    }

    /** The state before the first byte of a text. */
    public int start() {
        return 0;
    }

    public int numClasses() {
        return this.numClasses;
    }

    public int classOf(byte value) {
        return this.classes[value & 0xFF];
    }

    /** The byte of a class; {@link #NONE} if it has several. */
    public int onlyByte(int byteClass) {
        return this.onlyBytes[byteClass];
    }

    /**
     * The state after a byte of a class; {@link #NONE} if the state reads no such byte.
     */
    public int next(int state, int byteClass) {
        return this.next[state * this.numClasses + byteClass];
    }

    /** Whether the state reads any byte. */
    public boolean readsBytes(int state) {
        return this.readsBytes.get(state);
    }

    /** Whether the rule of the state may end there. */
    public boolean isAccepting(int state) {
        return this.accepting.get(state);
    }

    /** Whether the rule of the state must end there. */
    public boolean isLast(int state) {
        return isAccepting(state) && !readsBytes(state) && numCalls(state) == 0;
    }

    public int numCalls(int state) {
        return this.calls[state].length / 2;
    }

    /** The first state of a called rule. */
    public int called(int state, int call) {
        return this.calls[state][2 * call];
    }

    /** The state in which the caller continues after a call. */
    public int afterCall(int state, int call) {
        return this.calls[state][2 * call + 1];
    }

}

package io.inkwell.grammar.mask;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.inkwell.decoding.TokenConstraint;
import io.inkwell.decoding.TokenSet;
import io.inkwell.grammar.automaton.FormException;
import io.inkwell.grammar.automaton.Grammar;

/**
 * The tokens of a vocabulary that a grammar allows, for each configuration that some text
 * has reached. Keeps results within a bound of memory, and starts again above it.
 * Thread-safe.
 */
public final class TokenMasks {

    /** The most memory that the results of one form take. */
    private static final long MAX_BYTES = 4 << 20;

    /**
     * The most stacks of a configuration. A text that an ambiguous grammar reads in more
     * ways is not allowed.
     */
    private static final int MAX_STACKS = 1 << 8;

    private final Grammar grammar;

    private final Vocabulary vocabulary;

    private final Configuration dead;

    private volatile Known known;

    /**
     * @throws FormException if the grammar begins a text in too many ways
     */
    public TokenMasks(Grammar grammar, Vocabulary vocabulary) {
        this.grammar = grammar;
        this.vocabulary = vocabulary;
        this.dead = new Configuration(this, Set.of(), false, 0);
        this.known = new Known(closure(Set.of(new Stack(grammar.start(), null))));
        if (this.known.start().isDead()) {
            throw new FormException("the form is too ambiguous: it begins a text in more than " + MAX_STACKS + " ways");
        }
    }

    /**
     * What has been computed.
     *
     * @param numBytes an estimate of its memory
     */
    private record Known(Configuration start, Map<Key, Configuration> configurations, Map<TokenSet, TokenSet> masks,
            AtomicLong numBytes) {

        Known(Configuration start) {
            this(start, new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), new AtomicLong());
        }

        /** Keeps a result, unless an equal one is known; returns that then. */
        <K, V> V keep(Map<K, V> results, K key, V result, long numBytes) {
            V known = results.putIfAbsent(key, result);
            if (known != null) {
                return known;
            }
            this.numBytes.addAndGet(numBytes);
            return result;
        }

    }

    private record Key(Set<Stack> stacks, boolean complete) {
    }

    /** The state before the first token. */
    public TokenConstraint.State begin() {
        return this.known.start();
    }

    /** The most memory that the grammar and its results take, in bytes. */
    public long maxBytes() {
        return this.grammar.numBytes() + MAX_BYTES;
    }

    private Known known() {
        Known known = this.known;
        if (known.numBytes().get() > MAX_BYTES) {
            Configuration start = known.start();
            known = new Known(new Configuration(this, start.stacks(), start.isComplete(), this.grammar.numClasses()));
            this.known = known;
        }
        return known;
    }

    Grammar grammar() {
        return this.grammar;
    }

    Vocabulary vocabulary() {
        return this.vocabulary;
    }

    Configuration dead() {
        return this.dead;
    }

    /** The configuration after one more byte. */
    Configuration advance(Configuration from, int byteClass) {
        Set<Stack> moved = new HashSet<>();
        for (Stack stack : from.stacks()) {
            int next = this.grammar.next(stack.state(), byteClass);
            if (next != Grammar.NONE) {
                moved.add(new Stack(next, stack.below()));
            }
        }
        if (moved.isEmpty()) {
            return this.dead;
        }
        Configuration after = closure(moved);
        if (after.isDead()) {
            return this.dead;
        }
        Known known = known();
        return known.keep(known.configurations(), new Key(after.stacks(), after.isComplete()), after, after.numBytes());
    }

    /**
     * Follows calls and returns until all stacks read bytes. The result is dead if there
     * are too many stacks.
     */
    private Configuration closure(Set<Stack> from) {
        Set<Stack> seen = new HashSet<>(from);
        Deque<Stack> pending = new ArrayDeque<>(from);
        Set<Stack> reading = new HashSet<>();
        boolean complete = false;
        while (!pending.isEmpty()) {
            Stack stack = pending.removeLast();
            int state = stack.state();
            if (this.grammar.readsBytes(state)) {
                reading.add(stack);
            }
            if (this.grammar.isAccepting(state)) {
                Stack below = stack.below();
                complete |= below == null;
                if (below != null && seen.add(below)) {
                    pending.add(below);
                }
            }
            for (int call = 0; call < this.grammar.numCalls(state); call++) {
                int after = this.grammar.afterCall(state, call);
                // Without this, a rule that ends with itself would grow the stack.
                Stack caller = this.grammar.isLast(after) ? stack.below() : new Stack(after, stack.below());
                Stack called = new Stack(this.grammar.called(state, call), caller);
                if (seen.add(called)) {
                    pending.add(called);
                }
            }
            if (seen.size() > MAX_STACKS) {
                return this.dead;
            }
        }
        return new Configuration(this, Set.copyOf(reading), complete, this.grammar.numClasses());
    }

    /** The tokens that can follow a configuration. Most configurations have the same. */
    TokenSet allowed(Configuration configuration) {
        TokenSet mask = TokenSet.of(this.vocabulary.readable(configuration, this.grammar));
        Known known = known();
        return known.keep(known.masks(), mask, mask, this.vocabulary.size() / Byte.SIZE);
    }

    /** As in {@link TokenConstraint.State#forced}. */
    int forced(Configuration configuration) {
        if (onlyByte(configuration) == Grammar.NONE) {
            return Grammar.NONE;
        }
        int longest = Grammar.NONE;
        int length = 0;
        TokenSet allowed = configuration.allowed();
        for (int id = allowed.next(0); id >= 0; id = allowed.next(id + 1)) {
            if (this.vocabulary.bytes(id).length > length) {
                longest = id;
                length = this.vocabulary.bytes(id).length;
            }
        }
        Configuration reached = configuration;
        for (int i = 0; i < length; i++) {
            int next = onlyByte(reached);
            if (next == Grammar.NONE) {
                return Grammar.NONE;
            }
            reached = reached.after((byte) next);
        }
        return longest;
    }

    /**
     * The only byte that can follow; {@link Grammar#NONE} if there are others, or the
     * end.
     */
    private int onlyByte(Configuration configuration) {
        int only = Grammar.NONE;
        for (int byteClass = 0; byteClass < this.grammar.numClasses(); byteClass++) {
            if (!configuration.afterClass(byteClass).isDead()) {
                if (only != Grammar.NONE) {
                    return Grammar.NONE;
                }
                only = byteClass;
            }
        }
        return (only == Grammar.NONE || configuration.isComplete()) ? Grammar.NONE : this.grammar.onlyByte(only);
    }

}

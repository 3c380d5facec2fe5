package io.inkwell.grammar.mask;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.inkwell.decoding.TokenConstraint;
import io.inkwell.decoding.TokenSet;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.grammar.automaton.Grammar;

/**
 * The tokens of a vocabulary that a grammar allows, for each configuration that some text
 * has reached. Keeps a bounded number of configurations, and starts again when there are
 * more. Thread-safe.
 */
public final class TokenMasks {

    private static final int MAX_CONFIGURATIONS = 1 << 14;

    private static final int MAX_MASKS = 1 << 9;

    /** The most readings of one text that an ambiguous grammar may have. */
    private static final int MAX_STACKS = 1 << 10;

    private final Grammar grammar;

    private final Vocabulary vocabulary;

    private final Configuration dead;

    private volatile Known known;

    public TokenMasks(Grammar grammar, Vocabulary vocabulary) {
        this.grammar = grammar;
        this.vocabulary = vocabulary;
        this.dead = new Configuration(this, Set.of(), false, 0);
        this.known = newKnown();
    }

    /** What has been computed. */
    private record Known(Configuration start, Map<Key, Configuration> configurations, Map<TokenSet, TokenSet> masks) {
    }

    private record Key(Set<Stack> stacks, boolean complete) {
    }

    /** The state before the first token. */
    public TokenConstraint.State begin() {
        return this.known.start();
    }

    private Known newKnown() {
        return new Known(closure(Set.of(new Stack(this.grammar.start(), null))), new ConcurrentHashMap<>(),
                new ConcurrentHashMap<>());
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
        return moved.isEmpty() ? this.dead : shared(closure(moved));
    }

    private Configuration shared(Configuration configuration) {
        Known known = this.known;
        if (known.configurations().size() >= MAX_CONFIGURATIONS) {
            known = newKnown();
            this.known = known;
        }
        Configuration other = known.configurations()
            .putIfAbsent(new Key(configuration.stacks(), configuration.isComplete()), configuration);
        return (other != null) ? other : configuration;
    }

    /** Follows calls and returns until all stacks read bytes. */
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
                throw new ServiceException(ErrorKind.INVALID_REQUEST,
                        "the grammar is too ambiguous: a text has more than " + MAX_STACKS + " readings");
            }
        }
        return new Configuration(this, Set.copyOf(reading), complete, this.grammar.numClasses());
    }

    /** The tokens that can follow a configuration. Most configurations have the same. */
    TokenSet allowed(Configuration configuration) {
        Known known = this.known;
        TokenSet mask = TokenSet.of(this.vocabulary.readable(configuration, this.grammar));
        if (known.masks().size() >= MAX_MASKS) {
            known.masks().clear();
        }
        TokenSet other = known.masks().putIfAbsent(mask, mask);
        return (other != null) ? other : mask;
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
        if (configuration.isComplete()) {
            return only;
        }
        for (int byteClass = 0; byteClass < this.grammar.numClasses(); byteClass++) {
            if (reads(configuration, byteClass)) {
                boolean isFirst = only == Grammar.NONE;
                only = this.grammar.onlyByte(byteClass);
                if (!isFirst || only == Grammar.NONE) {
                    return Grammar.NONE;
                }
            }
        }
        return only;
    }

    private boolean reads(Configuration configuration, int byteClass) {
        return configuration.stacks()
            .stream()
            .anyMatch((stack) -> this.grammar.next(stack.state(), byteClass) != Grammar.NONE);
    }

}

package io.inkwell.grammar.mask;

import org.jspecify.annotations.Nullable;

/**
 * The state in the current rule, above the states in which its callers continue.
 * Immutable, so stacks share their lower parts.
 */
final class Stack {

    private final int state;

    private final @Nullable Stack below;

    private final int hash;

    Stack(int state, @Nullable Stack below) {
        this.state = state;
        this.below = below;
        // Mixed at each level. The hash of a set is a sum, so a linear hash would collide
        // for sets that exchange states and lower parts.
        int mixed = (31 * state + ((below != null) ? below.hash : 7)) * 0x9E3779B9;
        this.hash = mixed ^ (mixed >>> 15);
    }

    int state() {
        return this.state;
    }

    /** Null in the first rule. */
    @Nullable Stack below() {
        return this.below;
    }

    /** Compares without recursion, because stacks can be deep. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Stack)) {
            return false;
        }
        Stack one = this;
        Stack two = (Stack) other;
        while (one != two) {
            if (one == null || two == null || one.hash != two.hash || one.state != two.state) {
                return false;
            }
            one = one.below;
            two = two.below;
        }
        return true;
    }

    @Override
    public int hashCode() {
        return this.hash;
    }

}

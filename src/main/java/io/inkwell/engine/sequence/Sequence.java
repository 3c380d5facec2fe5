package io.inkwell.engine.sequence;

import io.inkwell.decoding.NgramLookup;
import io.inkwell.decoding.TokenHistory;

/**
 * One text in the making, in a slot of its own: a prompt and what was generated to it.
 * Confined to the engine thread.
 */
public class Sequence {

    static final int[] NO_DRAFT = {};

    private final SequenceGroup group;

    private TokenHistory history;

    private SequenceStatus status = SequenceStatus.WAITING;

    private int slot = -1;

    private int numComputed;

    private boolean standingBy;

    Sequence(SequenceGroup group, TokenHistory history) {
        this.group = group;
        this.history = history;
    }

    public final SequenceGroup group() {
        return this.group;
    }

    public final TokenHistory history() {
        return this.history;
    }

    public final SequenceStatus status() {
        return this.status;
    }

    public final int slot() {
        return this.slot;
    }

    /** How many of its tokens have their keys and values in its slot. */
    public final int numComputed() {
        return this.numComputed;
    }

    /**
     * How many tokens the model has not seen yet: one while decoding, more while the
     * prompt is prefilled, none while it stands by.
     */
    public final int numPending() {
        return this.standingBy ? 0 : this.history.size() - this.numComputed;
    }

    final int token(int position) {
        return this.history.get(position);
    }

    /**
     * The tokens that are expected to come next. A branch of a search drafts none: which
     * branches go on is decided step by step.
     */
    public int[] draft(NgramLookup lookup, int maxTokens) {
        return NO_DRAFT;
    }

    /**
     * Takes a slot.
     * @param numComputed how many of its tokens are in the slot already
     */
    public final void start(int slot, int numComputed) {
        this.status = SequenceStatus.RUNNING;
        this.slot = slot;
        this.numComputed = numComputed;
    }

    public final void markComputed(int numTokens) {
        this.numComputed += numTokens;
    }

    /** Takes on the text of another, in its own slot. */
    final void fork(Sequence other) {
        this.history = other.history.copy();
        this.numComputed = other.numComputed;
        this.standingBy = false;
    }

    /** Keeps its slot and gives the model nothing to do. */
    public final void standBy() {
        this.standingBy = true;
    }

    /** Holds for uncertain what its slot holds. */
    public final void forget() {
        this.numComputed = 0;
    }

    public final void finish() {
        this.status = SequenceStatus.FINISHED;
    }

}

package io.inkwell.engine.sequence;

import io.inkwell.decoding.NgramLookup;
import io.inkwell.decoding.TokenHistory;

/**
 * One sequence of a request: its tokens and its slot. Confined to the engine thread.
 */
public class Sequence {

    static final int[] NO_DRAFT = {};

    private final SequenceGroup group;

    private TokenHistory history;

    private SequenceStatus status = SequenceStatus.WAITING;

    private int slot = -1;

    private int numComputed;

    private boolean paused;

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

    /** The number of its tokens whose keys and values are in its slot. */
    public final int numComputed() {
        return this.numComputed;
    }

    /**
     * The number of tokens to compute: one while decoding, more during prefill, none
     * while it is paused.
     */
    public final int numPending() {
        return this.paused ? 0 : this.history.size() - this.numComputed;
    }

    final int token(int position) {
        return this.history.get(position);
    }

    /**
     * The next tokens, as far as the form of the output leaves no choice. A draft of them
     * is always accepted.
     */
    public int[] forced(int maxTokens) {
        return NO_DRAFT;
    }

    /**
     * Drafts the next tokens. A branch of a search drafts none, because each step selects
     * the branches.
     */
    public int[] draft(NgramLookup lookup, int maxTokens) {
        return NO_DRAFT;
    }

    /**
     * Starts in a slot.
     * @param numComputed the number of its tokens that the slot holds already
     */
    public final void start(int slot, int numComputed) {
        this.status = SequenceStatus.RUNNING;
        this.slot = slot;
        this.numComputed = numComputed;
    }

    public final void markComputed(int numTokens) {
        this.numComputed += numTokens;
    }

    /** Copies the tokens of another sequence. */
    final void fork(Sequence other) {
        this.history = other.history.copy();
        this.numComputed = other.numComputed;
        this.paused = false;
    }

    /** Keeps the slot but computes nothing. */
    public final void pause() {
        this.paused = true;
    }

    /** Marks all cells of its slot as not computed. */
    public final void invalidateCells() {
        this.numComputed = 0;
    }

    public final void finish() {
        this.status = SequenceStatus.FINISHED;
    }

}

package io.inkwell.engine;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.StopCriteria;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.TokenSelector;

/**
 * One text in the making: a prompt and what was generated to it. Confined to the engine
 * thread.
 */
final class Sequence {

    private final SequenceGroup group;

    private final int choice;

    private final TokenHistory history;

    private final TokenSelector selector;

    private final StopCriteria stopCriteria;

    private SequenceStatus status = SequenceStatus.WAITING;

    private int slot = -1;

    private int numComputed;

    Sequence(SequenceGroup group, int choice) {
        GenerationRequest request = group.request();
        this.group = group;
        this.choice = choice;
        this.history = new TokenHistory(request.promptTokens());
        this.selector = new TokenSelector(request.sampling(), request.stop(), request.seed(), choice);
        this.stopCriteria = new StopCriteria(request.stop());
    }

    SequenceGroup group() {
        return this.group;
    }

    int choice() {
        return this.choice;
    }

    SequenceStatus status() {
        return this.status;
    }

    int slot() {
        return this.slot;
    }

    /** How many of its tokens have their keys and values in its slot. */
    int numComputed() {
        return this.numComputed;
    }

    /**
     * How many tokens the model has not seen yet: one while decoding, more while the
     * prompt is prefilled.
     */
    int numPending() {
        return this.history.size() - this.numComputed;
    }

    int token(int position) {
        return this.history.get(position);
    }

    StopCriteria stopCriteria() {
        return this.stopCriteria;
    }

    /**
     * Takes a slot.
     * @param numComputed how many of its tokens are in the slot already
     */
    void start(int slot, int numComputed) {
        this.status = SequenceStatus.RUNNING;
        this.slot = slot;
        this.numComputed = numComputed;
    }

    void markComputed(int numTokens) {
        this.numComputed += numTokens;
    }

    /** Chooses the token that comes next and appends it. */
    int append(Logits logits) {
        int token = this.selector.select(logits, this.history);
        this.history.append(token);
        return token;
    }

    void finish() {
        this.status = SequenceStatus.FINISHED;
    }

}

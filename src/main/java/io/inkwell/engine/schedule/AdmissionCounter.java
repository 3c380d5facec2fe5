package io.inkwell.engine.schedule;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.RequestLimits;
import io.inkwell.engine.sequence.Sequence;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Counts waiting and running sequences against the limits. Any thread admits requests,
 * and they count before the engine thread has seen them. The engine thread counts down
 * when a sequence gets a slot or ends.
 */
public final class AdmissionCounter {

    private final RequestLimits limits;

    private final int numSlots;

    /** Sequences of all requests that have not ended. */
    private final AtomicInteger numSequences = new AtomicInteger();

    /** Prompt tokens of the sequences without a slot. */
    private final AtomicLong numTokens = new AtomicLong();

    public AdmissionCounter(RequestLimits limits, int numSlots) {
        this.limits = limits;
        this.numSlots = numSlots;
    }

    /**
     * Admits a request.
     * @throws ServiceException if the request would exceed the limit on waiting sequences
     * or waiting prompt tokens
     */
    public void admit(GenerationRequest request) {
        int added = request.numSequences();
        long addedTokens = (long) added * request.promptTokens().length;
        int waiting = this.numSequences.addAndGet(added) - this.numSlots;
        long waitingTokens = this.numTokens.getAndAdd(addedTokens);
        boolean tooMany = waiting > this.limits.maxWaiting();
        boolean tooLong = waiting > 0 && waitingTokens > 0
                && waitingTokens + addedTokens > this.limits.maxWaitingTokens();
        if (tooMany || tooLong) {
            this.numSequences.addAndGet(-added);
            this.numTokens.addAndGet(-addedTokens);
            throw new ServiceException(ErrorKind.OVERLOADED,
                    "too many requests are waiting: at most "
                            + (tooMany ? this.limits.maxWaiting() + " sequences"
                                    : this.limits.maxWaitingTokens() + " prompt tokens")
                            + " can wait; try again later");
        }
    }

    /**
     * Removes the prompt tokens of a sequence from the waiting count, because it gets a
     * slot or ends without one.
     */
    void stopWaiting(Sequence sequence) {
        this.numTokens.addAndGet(-sequence.group().request().promptTokens().length);
    }

    /** Removes sequences that have ended from the count. */
    public void leave(int numSequences) {
        this.numSequences.addAndGet(-numSequences);
    }

    /** The sequences that have not ended, with a slot or without. */
    public int numSequences() {
        return this.numSequences.get();
    }

    /** The prompt tokens of the sequences without a slot. */
    public long numTokens() {
        return this.numTokens.get();
    }

}

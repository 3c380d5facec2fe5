package io.inkwell.engine.schedule;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.RequestLimits;
import io.inkwell.engine.sequence.Sequence;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Counts what waits against what may. Any thread lets requests in, those that the engine
 * thread has not seen yet count as well; the engine thread lets their sequences out, to a
 * slot or for good.
 */
public final class AdmissionCounter {

    private final RequestLimits limits;

    private final int numSlots;

    /** Of all requests that have not ended. */
    private final AtomicInteger numSequences = new AtomicInteger();

    /** Of the sequences without a slot. */
    private final AtomicLong numTokens = new AtomicLong();

    public AdmissionCounter(RequestLimits limits, int numSlots) {
        this.limits = limits;
        this.numSlots = numSlots;
    }

    /**
     * Lets a request in.
     * @throws ServiceException if it would have to wait, and there is no room for it
     */
    public void enter(GenerationRequest request) {
        int entering = request.numSequences();
        long enteringTokens = (long) entering * request.promptTokens().length;
        int waiting = this.numSequences.addAndGet(entering) - this.numSlots;
        long waitingTokens = this.numTokens.getAndAdd(enteringTokens);
        boolean tooMany = waiting > this.limits.maxWaiting();
        boolean tooLong = waiting > 0 && waitingTokens > 0
                && waitingTokens + enteringTokens > this.limits.maxWaitingTokens();
        if (tooMany || tooLong) {
            this.numSequences.addAndGet(-entering);
            this.numTokens.addAndGet(-enteringTokens);
            throw new ServiceException(ErrorKind.OVERLOADED,
                    "too many requests are waiting: at most " + (tooMany ? this.limits.maxWaiting() + " texts"
                            : this.limits.maxWaitingTokens() + " tokens of prompts") + " may; try again later");
        }
    }

    /** A sequence gets a slot, or ends without one. */
    void stopWaiting(Sequence sequence) {
        this.numTokens.addAndGet(-sequence.group().request().promptTokens().length);
    }

    /** Sequences of a request have ended. */
    public void leave(int numSequences) {
        this.numSequences.addAndGet(-numSequences);
    }

    /** Sequences that have not ended, with a slot or without. */
    public int numSequences() {
        return this.numSequences.get();
    }

    /** Tokens of the prompts of the sequences without a slot. */
    public long numTokens() {
        return this.numTokens.get();
    }

}

package io.inkwell.engine.schedule;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.RequestLimits;
import io.inkwell.engine.sequence.Sequence;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.step.KvCacheSize;

/**
 * Counts waiting and running sequences against the limits. Any thread admits requests,
 * and they count before the engine thread has seen them. The engine thread counts down
 * when a sequence gets a slot or ends.
 */
public final class AdmissionCounter {

    private final RequestLimits limits;

    private final KvCacheSize size;

    /** Sequences of all requests that have not ended. */
    private final AtomicInteger numSequences = new AtomicInteger();

    /** The cells that these sequences may need. */
    private final AtomicLong numCells = new AtomicLong();

    /** Prompt tokens of the sequences without a slot. */
    private final AtomicLong numTokens = new AtomicLong();

    public AdmissionCounter(RequestLimits limits, KvCacheSize size) {
        this.limits = limits;
        this.size = size;
    }

    /**
     * Admits a request.
     * @throws ServiceException if the request would exceed the limit on waiting sequences
     * or waiting prompt tokens
     */
    public void admit(GenerationRequest request) {
        int added = request.numSequences();
        long addedTokens = (long) added * request.promptTokens().length;
        int waiting = numWaiting(this.numSequences.addAndGet(added), this.numCells.addAndGet(cells(request, added)));
        long waitingTokens = this.numTokens.getAndAdd(addedTokens);
        boolean tooMany = waiting > this.limits.maxWaiting();
        boolean tooLong = waiting > 0 && waitingTokens > 0
                && waitingTokens + addedTokens > this.limits.maxWaitingTokens();
        if (tooMany || tooLong) {
            leave(request, added);
            this.numTokens.addAndGet(-addedTokens);
            throw new ServiceException(ErrorKind.OVERLOADED,
                    "too many requests are waiting: at most "
                            + (tooMany ? this.limits.maxWaiting() + " sequences"
                                    : this.limits.maxWaitingTokens() + " prompt tokens")
                            + " can wait; try again later");
        }
    }

    /**
     * Whether one sequence of a request can run at once, together with all sequences that
     * have not ended.
     */
    public boolean hasRoom(GenerationRequest request) {
        return numWaiting(this.numSequences.get() + 1, this.numCells.get() + cells(request, 1)) == 0;
    }

    /**
     * How many of the sequences cannot run at once. Their cells are taken to be equal,
     * because any of them may be the ones that run.
     */
    private int numWaiting(int sequences, long cells) {
        long fitting = (cells > this.size.numCells()) ? sequences * this.size.numCells() / cells : sequences;
        return (int) (sequences - Math.min(fitting, this.size.numSlots()));
    }

    private long cells(GenerationRequest request, int numSequences) {
        return (long) numSequences * this.size.inBlocks(request.maxCells());
    }

    /**
     * Removes the prompt tokens of a sequence from the waiting count, because it gets a
     * slot or ends without one.
     */
    void stopWaiting(Sequence sequence) {
        this.numTokens.addAndGet(-sequence.group().request().promptTokens().length);
    }

    /** Removes sequences of a request that have ended from the count. */
    public void leave(GenerationRequest request, int numSequences) {
        this.numSequences.addAndGet(-numSequences);
        this.numCells.addAndGet(-cells(request, numSequences));
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

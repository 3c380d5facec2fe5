package io.inkwell.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import io.inkwell.decoding.FinishReason;
import io.inkwell.decoding.StopDecision;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.CellCopy;
import io.inkwell.model.CausalLm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests that have not ended: tells their listeners and the engine's what becomes
 * of them, and ends them. Confined to the engine thread, but for the counting.
 */
final class OpenRequests {

    private static final Logger logger = LoggerFactory.getLogger(OpenRequests.class);

    private final CausalLm model;

    private final Scheduler scheduler;

    private final EngineListener listener;

    private final LongSupplier nanoClock;

    private final AtomicInteger numSequences = new AtomicInteger();

    OpenRequests(CausalLm model, Scheduler scheduler, EngineListener listener, LongSupplier nanoClock) {
        this.model = model;
        this.scheduler = scheduler;
        this.listener = listener;
        this.nanoClock = nanoClock;
    }

    /**
     * The sequences of all open requests, those included that the engine thread has not
     * seen yet. May be read and changed by any thread.
     */
    AtomicInteger numSequences() {
        return this.numSequences;
    }

    /** The prompt of a request has been computed. */
    void onStarted(SequenceGroup group) {
        if (group.markStarted(this.nanoClock.getAsLong())) {
            group.reportPrompt();
            GenerationRequest request = group.request();
            this.listener.onFirstToken(since(request.arrivalNanos()), request.promptTokens().length);
        }
    }

    void onToken(SequenceGroup group, int choice, GeneratedToken token, StopDecision decision) {
        group.countToken();
        this.listener.onToken();
        FinishReason reason = decision.finish();
        if (reason != null) {
            this.listener.onFinish(reason);
        }
        group.listener().onToken(choice, token, decision);
    }

    /** Takes a sequence out whose text is complete. */
    void finish(Sequence sequence) {
        this.scheduler.finish(sequence);
        this.numSequences.decrementAndGet();
    }

    /** Lets sequences go on from cells of others. */
    void copy(List<CellCopy> copies) {
        if (!copies.isEmpty()) {
            this.model.copyCells(copies);
        }
    }

    /** All texts of a request are complete. */
    void end(SequenceGroup group) {
        if (group.markEnded()) {
            takeOut(group);
            GenerationTimings timings = group.timings(this.nanoClock.getAsLong());
            this.listener.onEnd(timings);
            group.listener().onEnd(timings);
        }
    }

    void cancel(SequenceGroup group) {
        if (group.markEnded()) {
            cutShort(group, FinishReason.CANCELLED);
        }
    }

    void fail(SequenceGroup group, Throwable cause) {
        if (group.markEnded()) {
            cutShort(group, FinishReason.ERROR);
            try {
                group.listener().onFailure(failure(cause));
            }
            catch (RuntimeException ex) {
                logger.error("A listener failed on being told of a failure", ex);
            }
        }
    }

    private void cutShort(SequenceGroup group, FinishReason reason) {
        for (int i = takeOut(group); i > 0; i--) {
            this.listener.onFinish(reason);
        }
    }

    private int takeOut(SequenceGroup group) {
        int numUnfinished = (int) group.sequences()
            .stream()
            .filter((sequence) -> sequence.status() != SequenceStatus.FINISHED)
            .count();
        this.numSequences.addAndGet(-numUnfinished);
        this.scheduler.cancel(group);
        return numUnfinished;
    }

    private static ServiceException failure(Throwable cause) {
        return (cause instanceof ServiceException known) ? known
                : new ServiceException(ErrorKind.GENERATION_FAILED, "the text could not be generated", null, cause);
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(this.nanoClock.getAsLong() - nanos);
    }

}

package io.inkwell.engine;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.step.CausalLm;
import io.inkwell.model.step.CellCopy;

/**
 * The requests that have not ended: tells their listeners and the engine's what becomes
 * of them, and ends them. Confined to the engine thread.
 */
final class OpenRequests {

    private static final Logger logger = LoggerFactory.getLogger(OpenRequests.class);

    private final CausalLm model;

    private final Scheduler scheduler;

    private final EngineListener listener;

    private final LongSupplier nanoClock;

    private final WaitingRoom waitingRoom;

    private final Duration deadline;

    /** As they came. */
    private final Set<SequenceGroup> groups = new LinkedHashSet<>();

    /**
     * @param waitingRoom is told of the sequences that end
     * @param deadline how long a request may take
     */
    OpenRequests(CausalLm model, Scheduler scheduler, WaitingRoom waitingRoom, Duration deadline,
            EngineListener listener, LongSupplier nanoClock) {
        this.model = model;
        this.scheduler = scheduler;
        this.waitingRoom = waitingRoom;
        this.deadline = deadline;
        this.listener = listener;
        this.nanoClock = nanoClock;
    }

    void add(SequenceGroup group) {
        this.groups.add(group);
        this.scheduler.add(group);
    }

    /** Ends the requests that have reached their deadline, whether they wait or run. */
    void expire(long nowNanos) {
        while (!this.groups.isEmpty()) {
            SequenceGroup oldest = this.groups.iterator().next();
            if (nowNanos - oldest.request().arrivalNanos() < this.deadline.toNanos()) {
                break;
            }
            expire(oldest);
        }
    }

    /** The prompt of a request has been computed. */
    void onPrompt(SequenceGroup group) {
        if (group.markPromptComputed(this.nanoClock.getAsLong())) {
            group.reportPrompt();
            int numTokens = group.request().promptTokens().length;
            this.listener.onPrompt(numTokens);
            if (group.isLookedUp()) {
                this.listener.onPrefixLookup(numTokens, group.numCachedTokens());
            }
        }
    }

    /** A sampled text has grown by a token, and may end with it. */
    void onToken(SequenceGroup group, int choice, ChosenToken token) {
        count(group, List.of(token));
        group.listener().onToken(choice, token);
    }

    /** A draft has been verified. */
    void onDraft(int numDrafted, int numAccepted) {
        this.listener.onDraft(numDrafted, numAccepted);
    }

    /** A search has found a text. */
    void onFound(SequenceGroup group, int choice, double score, List<ChosenToken> tokens) {
        count(group, tokens);
        group.listener().onFound(choice, score, tokens);
    }

    private void count(SequenceGroup group, List<ChosenToken> tokens) {
        if (group.markTokens(tokens.size())) {
            GenerationRequest request = group.request();
            this.listener.onFirstToken(request.operation(),
                    Duration.ofNanos(this.nanoClock.getAsLong() - request.arrivalNanos()));
        }
        for (ChosenToken token : tokens) {
            this.listener.onToken();
            FinishReason reason = token.decision().finish();
            if (reason != null) {
                endChoice(group, reason);
            }
        }
    }

    private void endChoice(SequenceGroup group, FinishReason reason) {
        group.markChoiceEnded(reason);
        this.listener.onFinish(reason);
    }

    /** Takes a sequence out whose text is complete. */
    void finish(Sequence sequence) {
        this.scheduler.finish(sequence);
        this.waitingRoom.leave(1);
    }

    /** Lets sequences go on from cells of others. */
    void copy(List<CellCopy> copies) {
        if (!copies.isEmpty()) {
            this.model.copyCells(copies);
        }
    }

    /** All texts of a request are complete. */
    void end(SequenceGroup group) {
        if (this.groups.remove(group)) {
            takeOut(group);
            endChoices(group, FinishReason.LENGTH);
            group.listener().onEnd(report(group).timings());
        }
    }

    void cancel(SequenceGroup group) {
        if (this.groups.remove(group)) {
            cutShort(group, FinishReason.CANCELLED);
        }
    }

    /** Ends a request, of which nothing is relied on any more. */
    void fail(SequenceGroup group, Throwable cause) {
        if (this.groups.remove(group)) {
            group.sequences().forEach(Sequence::forget);
            ServiceException failure = failure(cause);
            cutShort(group, reason(failure.kind()));
            tell(group, failure);
        }
    }

    private static FinishReason reason(ErrorKind kind) {
        if (kind == ErrorKind.UNAVAILABLE) {
            return FinishReason.SHUTDOWN;
        }
        return kind.isFault() ? FinishReason.ERROR : FinishReason.REFUSED;
    }

    private void expire(SequenceGroup group) {
        this.groups.remove(group);
        cutShort(group, FinishReason.EXPIRED);
        tell(group,
                new ServiceException(ErrorKind.DEADLINE_EXCEEDED,
                        "the request has taken the " + this.deadline.toSeconds() + " seconds that one may take"
                                + (group.isAdmitted() ? "" : ", all of them waiting for its turn")));
    }

    private static void tell(SequenceGroup group, ServiceException failure) {
        try {
            group.listener().onFailure(failure);
        }
        catch (RuntimeException ex) {
            logger.error("A listener failed on being told of a failure", ex);
        }
    }

    private void cutShort(SequenceGroup group, FinishReason reason) {
        takeOut(group);
        endChoices(group, reason);
        report(group);
    }

    private EndedRequest report(SequenceGroup group) {
        EndedRequest ended = group.ended(this.nanoClock.getAsLong());
        try {
            group.inContext(() -> this.listener.onEnd(ended));
        }
        catch (RuntimeException ex) {
            logger.error("What became of a request could not be reported", ex);
        }
        return ended;
    }

    /** Ends what has no end yet; by itself, only what was asked for no token. */
    private void endChoices(SequenceGroup group, FinishReason reason) {
        while (group.numOpenChoices() > 0) {
            endChoice(group, reason);
        }
    }

    private void takeOut(SequenceGroup group) {
        long numUnfinished = group.sequences()
            .stream()
            .filter((sequence) -> sequence.status() != SequenceStatus.FINISHED)
            .count();
        this.waitingRoom.leave((int) numUnfinished);
        this.scheduler.cancel(group);
    }

    private static ServiceException failure(Throwable cause) {
        return (cause instanceof ServiceException known) ? known
                : new ServiceException(ErrorKind.GENERATION_FAILED, "the text could not be generated", null, cause);
    }

}

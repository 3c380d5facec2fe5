package io.inkwell.engine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.engine.request.EndedRequest;
import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.SampledToken;
import io.inkwell.engine.schedule.AdmissionCounter;
import io.inkwell.engine.schedule.Scheduler;
import io.inkwell.engine.sequence.FoundCompletion;
import io.inkwell.engine.sequence.GroupOutput;
import io.inkwell.engine.sequence.Sequence;
import io.inkwell.engine.sequence.SequenceGroup;
import io.inkwell.engine.sequence.SequenceOutput;
import io.inkwell.engine.sequence.SequenceStatus;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * The requests that have not ended. Publishes their outputs to their listeners and to the
 * engine's, and ends them. Confined to the engine thread.
 */
final class OpenRequests {

    private static final Logger logger = LoggerFactory.getLogger(OpenRequests.class);

    private final Scheduler scheduler;

    private final EngineListener listener;

    private final LongSupplier nanoClock;

    private final AdmissionCounter admission;

    private final Duration deadline;

    /** In the order of submission. */
    private final Map<SequenceGroup, OpenRequest> requests = new LinkedHashMap<>();

    /**
     * @param admission counts the sequences that have not ended
     * @param deadline how long a request may take
     */
    OpenRequests(Scheduler scheduler, AdmissionCounter admission, Duration deadline, EngineListener listener,
            LongSupplier nanoClock) {
        this.scheduler = scheduler;
        this.admission = admission;
        this.deadline = deadline;
        this.listener = listener;
        this.nanoClock = nanoClock;
    }

    void add(OpenRequest request) {
        this.requests.put(request.group(), request);
        this.scheduler.add(request.group(), this.nanoClock.getAsLong());
    }

    /** Fails the requests that exceeded their deadline, running or waiting. */
    void expire(long nowNanos) {
        // Not only the first ones: a request can be submitted long after its arrival.
        this.requests.values()
            .stream()
            .filter((request) -> nowNanos - request.request().arrivalNanos() >= this.deadline.toNanos())
            .toList()
            .forEach((request) -> fail(request, FinishReason.EXPIRED,
                    new ServiceException(ErrorKind.DEADLINE_EXCEEDED,
                            "request exceeded the " + this.deadline.toSeconds() + " s deadline"
                                    + (request.group().isScheduled() ? "" : " while it waited for a slot"))));
    }

    /**
     * Publishes the output of a step for one request, and ends the request if it is
     * complete.
     */
    void publish(SequenceGroup group, GroupOutput output) {
        OpenRequest request = this.requests.get(group);
        if (request == null) {
            throw new IllegalStateException("received output for a finished request");
        }
        if (!request.isPromptComputed()) {
            publishPrompt(request);
        }
        output.finished().forEach(this.scheduler::finish);
        this.admission.leave(group.request(), output.finished().size());
        output.sampled().forEach((sampled) -> publish(request, sampled));
        output.found().forEach((found) -> publish(request, found));
        if (group.isFinished()) {
            end(request);
        }
    }

    private void publishPrompt(OpenRequest request) {
        request.markPromptComputed(this.nanoClock.getAsLong());
        SequenceGroup group = request.group();
        if (request.request().promptOutputs().any()) {
            request.listener().onPrompt(group.promptReport());
        }
        int numTokens = request.request().promptTokens().length;
        this.listener.onPrompt(numTokens);
        if (group.isLookedUp()) {
            this.listener.onPrefixLookup(numTokens, group.numCachedTokens());
        }
    }

    private void publish(OpenRequest request, SequenceOutput output) {
        for (SampledToken token : output.tokens()) {
            count(request, List.of(token));
            request.listener().onToken(output.sequence().choice(), token);
        }
        if (output.numDrafted() > 0) {
            this.listener.onDraft(output.numDrafted(), output.numAccepted());
        }
    }

    private void publish(OpenRequest request, FoundCompletion found) {
        count(request, found.tokens());
        request.listener().onFound(found.choice(), found.score(), found.tokens());
    }

    private void count(OpenRequest request, List<SampledToken> tokens) {
        if (!request.hasTokens()) {
            this.listener.onFirstToken(request.request().operation(),
                    Duration.ofNanos(this.nanoClock.getAsLong() - request.request().arrivalNanos()));
        }
        request.countTokens(tokens.size());
        for (SampledToken token : tokens) {
            this.listener.onToken();
            FinishReason reason = token.decision().finish();
            if (reason != null) {
                endChoice(request, reason);
            }
        }
    }

    private void endChoice(OpenRequest request, FinishReason reason) {
        request.markChoiceEnded(reason);
        this.listener.onFinish(reason);
    }

    private void end(OpenRequest request) {
        EndedRequest ended = remove(request, FinishReason.LENGTH);
        try {
            request.listener().onEnd(ended.timings());
        }
        catch (RuntimeException | Error ex) {
            logger.error("GenerationListener.onEnd threw an exception", ex);
            request.notifyFailure(failure(ex));
        }
    }

    /** Ends a request that its client has cancelled. */
    void cancel(OpenRequest request) {
        if (this.requests.containsKey(request.group())) {
            remove(request, FinishReason.CANCELLED);
        }
    }

    /** Fails a request and invalidates the cells of its slots. */
    void fail(SequenceGroup group, Throwable cause) {
        OpenRequest request = this.requests.get(group);
        if (request != null) {
            if (!(cause instanceof ServiceException known) || known.kind().isFault()) {
                request.inContext(() -> logger.error("Generation failed for a {} request with {} prompt tokens",
                        request.request().operation().label(), request.request().promptTokens().length, cause));
            }
            group.sequences().forEach(Sequence::invalidateCells);
            ServiceException failure = failure(cause);
            fail(request, reason(failure.kind()), failure);
        }
    }

    /** Fails all requests, because the engine closes. */
    void failAll(ServiceException failure) {
        List.copyOf(this.requests.values()).forEach((request) -> fail(request, FinishReason.SHUTDOWN, failure));
    }

    /**
     * Fails the requests with a slot, because the engine has failed.
     * @return the others, in the order of arrival
     */
    List<OpenRequest> abandon(ServiceException failure) {
        List<OpenRequest> waiting = this.requests.values()
            .stream()
            .filter((request) -> !request.group().isScheduled() && !request.group().isRunning())
            .toList();
        waiting.forEach((request) -> this.requests.remove(request.group()));
        List.copyOf(this.requests.values()).forEach((request) -> abandon(request, failure));
        return waiting;
    }

    // The state of a failed engine may be inconsistent. Its listeners must still be
    // called.
    private void abandon(OpenRequest request, ServiceException failure) {
        try {
            remove(request, FinishReason.ERROR);
        }
        catch (RuntimeException | Error ex) {
            logger.error("A request of the failed engine cannot be removed", ex);
            request.releaseAdapter();
        }
        request.notifyFailure(failure);
    }

    private void fail(OpenRequest request, FinishReason reason, ServiceException failure) {
        remove(request, reason);
        request.notifyFailure(failure);
    }

    private static FinishReason reason(ErrorKind kind) {
        return kind.isFault() ? FinishReason.ERROR : FinishReason.REJECTED;
    }

    private static ServiceException failure(Throwable cause) {
        return (cause instanceof ServiceException known) ? known
                : new ServiceException(ErrorKind.GENERATION_FAILED, "generation failed", null, cause);
    }

    /**
     * Removes a request and reports its end.
     * @param reason the finish reason of the choices that are still open
     */
    private EndedRequest remove(OpenRequest request, FinishReason reason) {
        SequenceGroup group = request.group();
        this.requests.remove(group);
        long numUnfinished = group.sequences()
            .stream()
            .filter((sequence) -> sequence.status() != SequenceStatus.FINISHED)
            .count();
        this.admission.leave(group.request(), (int) numUnfinished);
        this.scheduler.cancel(group);
        return report(request, reason);
    }

    /**
     * Fails a request that {@link #abandon} has returned and that no engine takes.
     */
    void failAbandoned(OpenRequest request, FinishReason reason, ServiceException failure) {
        try {
            report(request, reason);
        }
        catch (RuntimeException | Error ex) {
            logger.error("The end of a request of the failed engine cannot be reported", ex);
        }
        request.notifyFailure(failure);
    }

    private EndedRequest report(OpenRequest request, FinishReason reason) {
        request.releaseAdapter();
        while (request.numOpenChoices() > 0) {
            endChoice(request, reason);
        }
        EndedRequest ended = request.ended(this.nanoClock.getAsLong());
        request.inContext(() -> this.listener.onEnd(ended));
        return ended;
    }

}

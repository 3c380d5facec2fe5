package io.inkwell.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.engine.request.EndedRequest;
import io.inkwell.engine.request.GenerationHandle;
import io.inkwell.engine.request.GenerationListener;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.GenerationTimings;
import io.inkwell.engine.sequence.SequenceGroup;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.step.AdapterWeights;

/**
 * A request that has not ended: its sequences, its listener, and the record of what was
 * published. Keeps the context of the thread that creates it, which submits the request.
 * Then confined to the thread of its engine. A request without a slot can move to another
 * engine, as it has no cells and no output.
 */
final class OpenRequest implements GenerationHandle {

    private static final Logger logger = LoggerFactory.getLogger(OpenRequest.class);

    private static final ContextSnapshotFactory CONTEXTS = ContextSnapshotFactory.builder().build();

    private final ContextSnapshot context = CONTEXTS.captureAll();

    private final SequenceGroup group;

    private final GenerationListener listener;

    private final List<FinishReason> reasons = new ArrayList<>();

    private long promptComputedNanos;

    private boolean promptComputed;

    private int numTokens;

    private boolean holdsAdapter;

    private volatile @Nullable InferenceEngine engine;

    private volatile boolean cancelled;

    private OpenRequest(SequenceGroup group, GenerationListener listener) {
        this.group = group;
        this.listener = listener;
    }

    /**
     * Opens a request, which holds its adapter until {@link #releaseAdapter}.
     * @throws ServiceException if the adapter has been unloaded
     */
    private static OpenRequest of(GenerationRequest request, GenerationListener listener) {
        OpenRequest open = new OpenRequest(SequenceGroup.of(request), listener);
        AdapterWeights adapter = request.adapter();
        if (adapter != null && !adapter.hold()) {
            throw new ServiceException(ErrorKind.UNAVAILABLE, "the adapter of this request has been unloaded");
        }
        open.holdsAdapter = adapter != null;
        return open;
    }

    /**
     * Opens a request, and releases its adapter again if it cannot be submitted.
     * @param submission throws if no engine takes the request
     */
    static OpenRequest submit(GenerationRequest request, GenerationListener listener,
            Consumer<OpenRequest> submission) {
        OpenRequest open = of(request, listener);
        try {
            submission.accept(open);
            return open;
        }
        catch (RuntimeException | Error ex) {
            open.releaseAdapter();
            throw ex;
        }
    }

    /** No step computes the request from now on. */
    void releaseAdapter() {
        AdapterWeights adapter = request().adapter();
        if (this.holdsAdapter && adapter != null) {
            this.holdsAdapter = false;
            adapter.release();
        }
    }

    /** Names the engine that receives its cancellation. */
    void assign(InferenceEngine engine) {
        this.engine = engine;
    }

    // A thread that moves the request first assigns the engine and then reads this flag,
    // so at least one of the two threads cancels it in the engine.
    @Override
    public void cancel() {
        this.cancelled = true;
        InferenceEngine current = this.engine;
        if (current != null) {
            current.cancel(this);
        }
    }

    boolean isCancelled() {
        return this.cancelled;
    }

    /** Notifies the listener that the request has failed. */
    void notifyFailure(ServiceException failure) {
        try {
            this.listener.onFailure(failure);
        }
        catch (RuntimeException | Error ex) {
            logger.error("GenerationListener.onFailure threw an exception", ex);
        }
    }

    SequenceGroup group() {
        return this.group;
    }

    GenerationRequest request() {
        return this.group.request();
    }

    GenerationListener listener() {
        return this.listener;
    }

    /**
     * Runs an action whose logs and traces belong to this request. A context that fails
     * is logged, so that the request still ends.
     */
    void inContext(Runnable action) {
        try {
            this.context.wrap(action).run();
        }
        catch (RuntimeException | Error ex) {
            logger.error("The context of a request failed", ex);
        }
    }

    boolean isPromptComputed() {
        return this.promptComputed;
    }

    void markPromptComputed(long nanos) {
        this.promptComputed = true;
        this.promptComputedNanos = nanos;
    }

    boolean hasTokens() {
        return this.numTokens > 0;
    }

    void countTokens(int more) {
        this.numTokens += more;
    }

    void markChoiceEnded(FinishReason reason) {
        this.reasons.add(reason);
    }

    int numOpenChoices() {
        return request().numChoices() - this.reasons.size();
    }

    /** The request as it ends now. It can end while it waits for a slot. */
    EndedRequest ended(long nowNanos) {
        long arrived = request().arrivalNanos();
        long scheduled = this.group.isScheduled() ? this.group.scheduledNanos() : nowNanos;
        long computed = this.promptComputed ? this.promptComputedNanos : nowNanos;
        GenerationTimings timings = new GenerationTimings(Duration.ofNanos(scheduled - arrived),
                Duration.ofNanos(computed - scheduled), Duration.ofNanos(nowNanos - computed),
                request().promptTokens().length, this.group.numCachedTokens(), this.numTokens);
        return new EndedRequest(request(), timings, this.reasons);
    }

}

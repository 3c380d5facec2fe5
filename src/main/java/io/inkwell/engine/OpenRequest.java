package io.inkwell.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;

import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.engine.request.EndedRequest;
import io.inkwell.engine.request.GenerationListener;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.GenerationTimings;
import io.inkwell.engine.sequence.SequenceGroup;

/**
 * A request that has not ended: its sequences, its listener, and the record of what was
 * published. Keeps the context of the thread that creates it, which submits the request.
 * Then confined to the engine thread.
 */
final class OpenRequest {

    private static final ContextSnapshotFactory CONTEXTS = ContextSnapshotFactory.builder().build();

    private final ContextSnapshot context = CONTEXTS.captureAll();

    private final SequenceGroup group;

    private final GenerationListener listener;

    private final List<FinishReason> reasons = new ArrayList<>();

    private long promptComputedNanos;

    private boolean promptComputed;

    private int numTokens;

    OpenRequest(SequenceGroup group, GenerationListener listener) {
        this.group = group;
        this.listener = listener;
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

    /** Runs an action whose logs and traces belong to this request. */
    void inContext(Runnable action) {
        this.context.wrap(action).run();
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

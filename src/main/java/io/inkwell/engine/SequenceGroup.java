package io.inkwell.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;

import io.inkwell.decoding.stop.FinishReason;

/**
 * The sequences of one request, which share its prompt. Made by the thread that submits
 * the request, whose context it keeps, and then confined to the engine thread.
 */
abstract sealed class SequenceGroup permits SamplingGroup, SearchGroup {

    private static final ContextSnapshotFactory CONTEXTS = ContextSnapshotFactory.builder().build();

    private final ContextSnapshot context = CONTEXTS.captureAll();

    private final GenerationRequest request;

    private final GenerationListener listener;

    private final PromptPass promptPass;

    private final List<FinishReason> reasons = new ArrayList<>();

    private long admittedNanos;

    private long promptComputedNanos;

    private int numGeneratedTokens;

    private int numCachedTokens;

    private boolean admitted;

    private boolean lookedUp;

    private boolean promptComputed;

    SequenceGroup(GenerationRequest request, GenerationListener listener) {
        this.request = request;
        this.listener = listener;
        this.promptPass = new PromptPass(request);
    }

    static SequenceGroup of(GenerationRequest request, GenerationListener listener) {
        return (request.search() != null) ? new SearchGroup(request, request.search(), listener)
                : new SamplingGroup(request, listener);
    }

    final GenerationRequest request() {
        return this.request;
    }

    final GenerationListener listener() {
        return this.listener;
    }

    /** Runs what logs or traces this request, so that both know whose it is. */
    final void inContext(Runnable action) {
        this.context.wrap(action).run();
    }

    abstract List<? extends Sequence> sequences();

    /** Those that wait for a slot of their own; the others start with the first. */
    abstract List<? extends Sequence> queue();

    /** Those that start with the first. */
    abstract List<? extends Sequence> companions();

    boolean needsHiddenStates() {
        return this.request.promptOutputs().hiddenStates();
    }

    /** Whether it goes on from log-probabilities, not from logits. */
    boolean needsLogprobs() {
        return false;
    }

    /**
     * Takes what a step computed for some of its sequences, and goes on from it.
     * @param requests to be told of tokens and of ends
     */
    abstract void advance(List<SequenceRows> rows, OpenRequests requests);

    /** Takes what a step computed of the prompt, unless it is known already. */
    void acceptPrompt(SequenceRows rows) {
        if (!this.promptComputed) {
            this.promptPass.accept(rows);
        }
    }

    /** Tells the listener of the prompt, before anything else. */
    final void reportPrompt() {
        if (this.request.promptOutputs().any()) {
            this.listener.onPrompt(this.promptPass.report());
        }
    }

    /**
     * The tokens of the prompt that its sequences can share: all but the last, which each
     * of them computes itself to get the logits of its first token.
     */
    final int numSharedTokens() {
        return this.request.promptTokens().length - 1;
    }

    /**
     * The tokens of the prompt that need not be computed if their keys and values are
     * there: none while something is wanted of each of them.
     */
    final int numCacheableTokens() {
        boolean wantsAll = !this.promptComputed && (this.request.promptOutputs().any() || needsHiddenStates());
        return wantsAll ? 0 : numSharedTokens();
    }

    /** A running sequence whose slot holds the shared tokens. */
    final Optional<? extends Sequence> prefilled() {
        return sequences().stream()
            .filter((sequence) -> sequence.status() == SequenceStatus.RUNNING
                    && sequence.numComputed() >= numSharedTokens())
            .findFirst();
    }

    final boolean isRunning() {
        return sequences().stream().anyMatch((sequence) -> sequence.status() == SequenceStatus.RUNNING);
    }

    final Optional<? extends Sequence> nextWaiting() {
        return queue().stream().filter((sequence) -> sequence.status() == SequenceStatus.WAITING).findFirst();
    }

    final boolean isFinished() {
        return sequences().stream().allMatch((sequence) -> sequence.status() == SequenceStatus.FINISHED);
    }

    /** Notes when the first of its sequences got a slot. */
    final void markAdmitted(long nanos) {
        if (!this.admitted) {
            this.admitted = true;
            this.admittedNanos = nanos;
        }
    }

    final boolean isAdmitted() {
        return this.admitted;
    }

    /** Notes how many more tokens of the prompt were found in the prefix cache. */
    final void markCached(int numTokens) {
        if (!this.promptComputed) {
            this.lookedUp = true;
            this.numCachedTokens += numTokens;
        }
    }

    /** Whether its prompt was looked up in the prefix cache. */
    final boolean isLookedUp() {
        return this.lookedUp;
    }

    final int numCachedTokens() {
        return this.numCachedTokens;
    }

    /** Notes that the prompt has been computed; true the first time. */
    final boolean markPromptComputed(long nanos) {
        boolean first = !this.promptComputed;
        if (first) {
            this.promptComputed = true;
            this.promptComputedNanos = nanos;
        }
        return first;
    }

    /** Counts tokens that are told; true if they are the first. */
    final boolean markTokens(int numTokens) {
        boolean first = this.numGeneratedTokens == 0;
        this.numGeneratedTokens += numTokens;
        return first;
    }

    final void markChoiceEnded(FinishReason reason) {
        this.reasons.add(reason);
    }

    final int numOpenChoices() {
        return this.request.numChoices() - this.reasons.size();
    }

    /** The request as it ended, be it in the queue. */
    final EndedRequest ended(long nowNanos) {
        long admitted = this.admitted ? this.admittedNanos : nowNanos;
        long computed = this.promptComputed ? this.promptComputedNanos : nowNanos;
        GenerationTimings timings = new GenerationTimings(Duration.ofNanos(admitted - this.request.arrivalNanos()),
                Duration.ofNanos(computed - admitted), Duration.ofNanos(nowNanos - computed),
                this.request.promptTokens().length, this.numCachedTokens, this.numGeneratedTokens);
        return new EndedRequest(this.request, timings, this.reasons);
    }

}

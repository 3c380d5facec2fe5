package io.inkwell.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The sequences of one request, which share its prompt. Confined to the engine thread.
 */
final class SequenceGroup {

    private final GenerationRequest request;

    private final GenerationListener listener;

    private final List<Sequence> sequences;

    private long admittedNanos;

    private long firstTokenNanos;

    private int numGeneratedTokens;

    private boolean ended;

    SequenceGroup(GenerationRequest request, GenerationListener listener) {
        this.request = request;
        this.listener = listener;
        this.sequences = IntStream.range(0, request.numChoices())
            .mapToObj((i) -> new Sequence(this, request.firstChoice() + i))
            .toList();
    }

    GenerationRequest request() {
        return this.request;
    }

    GenerationListener listener() {
        return this.listener;
    }

    List<Sequence> sequences() {
        return this.sequences;
    }

    /**
     * The tokens of the prompt that its sequences can share: all but the last, which each
     * of them computes itself to get the logits of its first token.
     */
    int numSharedTokens() {
        return this.request.promptTokens().length - 1;
    }

    /** A running sequence whose slot holds the shared tokens. */
    Optional<Sequence> prefilled() {
        return this.sequences.stream()
            .filter((sequence) -> sequence.status() == SequenceStatus.RUNNING
                    && sequence.numComputed() >= numSharedTokens())
            .findFirst();
    }

    boolean hasStarted() {
        return this.sequences.stream().anyMatch((sequence) -> sequence.status() != SequenceStatus.WAITING);
    }

    Optional<Sequence> nextWaiting() {
        return this.sequences.stream().filter((sequence) -> sequence.status() == SequenceStatus.WAITING).findFirst();
    }

    boolean isFinished() {
        return this.sequences.stream().allMatch((sequence) -> sequence.status() == SequenceStatus.FINISHED);
    }

    void markAdmitted(long nanos) {
        this.admittedNanos = nanos;
    }

    /** Counts a token; true if it is the request's first. */
    boolean markToken(long nanos) {
        if (this.numGeneratedTokens++ == 0) {
            this.firstTokenNanos = nanos;
            return true;
        }
        return false;
    }

    /** Whether the listener has had its last call, or wants none. True once. */
    boolean markEnded() {
        boolean first = !this.ended;
        this.ended = true;
        return first;
    }

    GenerationTimings timings(long nowNanos) {
        return new GenerationTimings(Duration.ofNanos(this.admittedNanos - this.request.arrivalNanos()),
                Duration.ofNanos(this.firstTokenNanos - this.admittedNanos),
                Duration.ofNanos(nowNanos - this.firstTokenNanos), this.request.promptTokens().length,
                this.numGeneratedTokens);
    }

}

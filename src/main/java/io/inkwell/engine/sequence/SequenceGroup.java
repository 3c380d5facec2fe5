package io.inkwell.engine.sequence;

import java.util.List;
import java.util.Optional;

import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.PromptReport;

/**
 * The sequences of one request, which share its prompt. Confined to the engine thread.
 */
public abstract sealed class SequenceGroup permits SamplingGroup, SearchGroup {

    private final GenerationRequest request;

    private final PromptPass promptPass;

    private long scheduledNanos;

    private int numCachedTokens;

    private boolean scheduled;

    private boolean lookedUp;

    private boolean promptComputed;

    SequenceGroup(GenerationRequest request) {
        this.request = request;
        this.promptPass = new PromptPass(request);
    }

    public static SequenceGroup of(GenerationRequest request) {
        return (request.search() != null) ? new SearchGroup(request, request.search()) : new SamplingGroup(request);
    }

    public final GenerationRequest request() {
        return this.request;
    }

    public abstract List<? extends Sequence> sequences();

    /** The sequences that wait for slots one by one. */
    public abstract List<? extends Sequence> initialSequences();

    /** The sequences for which slots are reserved when the first one starts. */
    public abstract List<? extends Sequence> reservedSequences();

    boolean needsHiddenStates() {
        return this.request.promptOutputs().hiddenStates();
    }

    /** Whether its steps return log-probabilities instead of logits. */
    boolean needsLogprobs() {
        return false;
    }

    /**
     * Processes the output of a step.
     * @param rows those of its sequences that took part in the step
     * @return empty while the prompt is prefilled
     */
    public final Optional<GroupOutput> advance(List<SequenceRows> rows) {
        rows.forEach(this::acceptPrompt);
        List<SequenceRows> complete = rows.stream().filter(SequenceRows::hasLogits).toList();
        if (complete.isEmpty()) {
            return Optional.empty();
        }
        this.promptComputed = true;
        return Optional.of(extend(complete));
    }

    /** Collects the outputs for the prompt until it is computed. */
    void acceptPrompt(SequenceRows rows) {
        if (!this.promptComputed) {
            this.promptPass.accept(rows);
        }
    }

    /** Processes the rows of sequences whose last token the step computed. */
    abstract GroupOutput extend(List<SequenceRows> rows);

    /** The requested outputs of the prompt. */
    public final PromptReport promptReport() {
        return this.promptPass.report();
    }

    /**
     * The tokens of the prompt that its sequences share: all but the last. Each sequence
     * computes the last one to get the logits of its first token.
     */
    public final int numSharedTokens() {
        return this.request.promptTokens().length - 1;
    }

    /**
     * The tokens of the prompt that can come from the prefix cache: none while outputs of
     * each token are requested.
     */
    public final int numCacheableTokens() {
        boolean wantsAll = !this.promptComputed && (this.request.promptOutputs().any() || needsHiddenStates());
        return wantsAll ? 0 : numSharedTokens();
    }

    /** A running sequence whose slot holds the shared tokens. */
    public final Optional<? extends Sequence> prefilled() {
        return sequences().stream()
            .filter((sequence) -> sequence.status() == SequenceStatus.RUNNING
                    && sequence.numComputed() >= numSharedTokens())
            .findFirst();
    }

    public final boolean isRunning() {
        return sequences().stream().anyMatch((sequence) -> sequence.status() == SequenceStatus.RUNNING);
    }

    public final Optional<? extends Sequence> nextWaiting() {
        return initialSequences().stream()
            .filter((sequence) -> sequence.status() == SequenceStatus.WAITING)
            .findFirst();
    }

    public final boolean isFinished() {
        return sequences().stream().allMatch((sequence) -> sequence.status() == SequenceStatus.FINISHED);
    }

    /** Records when the first of its sequences got a slot. */
    public final void markScheduled(long nanos) {
        if (!this.scheduled) {
            this.scheduled = true;
            this.scheduledNanos = nanos;
        }
    }

    public final boolean isScheduled() {
        return this.scheduled;
    }

    /** When the first of its sequences got a slot; meaningless before. */
    public final long scheduledNanos() {
        return this.scheduledNanos;
    }

    /** Counts tokens of the prompt that came from the prefix cache. */
    public final void markCached(int numTokens) {
        if (!this.promptComputed) {
            this.lookedUp = true;
            this.numCachedTokens += numTokens;
        }
    }

    /** Whether its prompt was looked up in the prefix cache. */
    public final boolean isLookedUp() {
        return this.lookedUp;
    }

    public final int numCachedTokens() {
        return this.numCachedTokens;
    }

}

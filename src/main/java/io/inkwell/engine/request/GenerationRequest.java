package io.inkwell.engine.request;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.TokenBytes;
import io.inkwell.decoding.search.SearchParams;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.model.step.AdapterWeights;

/**
 * A request to an engine, in token ids, checked against the model.
 *
 * @param search replaces sampling; null for sampling
 * @param numChoices the number of completions; the best ones of a search
 * @param firstChoice the index of the first choice; it selects the random numbers of a
 * choice
 * @param seed equal seeds and choices give equal completions
 * @param priority lower values get slots first
 * @param cacheSalt its prompt shares cached prefixes with those of equal salts
 * @param numTopLogprobs how many of the most likely tokens to report for each token; -1
 * for no log-probabilities at all
 * @param logprobTokenIds tokens to report in place of the most likely ones; empty for
 * those. A search does not support them
 * @param promptOutputs the outputs to compute for the prompt
 * @param tokenBytes creates a decoder of tokens to bytes for each sequence, to match stop
 * strings
 * @param arrivalNanos the arrival time on the engine's clock
 * @param operation the operation that metrics report
 * @param adapter changes the model for this request; null for none
 */
public record GenerationRequest(int[] promptTokens, SamplingParams sampling, @Nullable SearchParams search,
        StopConditions stop, int numChoices, int firstChoice, long seed, int priority, CacheSalt cacheSalt,
        int numTopLogprobs, int[] logprobTokenIds, PromptOutputs promptOutputs, Supplier<TokenBytes> tokenBytes,
        long arrivalNanos, Operation operation, @Nullable AdapterWeights adapter) {

    public GenerationRequest {
        cacheSalt = (adapter != null) ? cacheSalt.ofAdapter(adapter.id()) : cacheSalt;
        if (promptTokens.length == 0) {
            throw new IllegalArgumentException("promptTokens must hold at least one token");
        }
        if (numChoices < 1 || firstChoice < 0 || numTopLogprobs < -1) {
            throw new IllegalArgumentException(
                    "numChoices must be at least 1, firstChoice at least 0 and numTopLogprobs at least -1; given: "
                            + numChoices + ", " + firstChoice + " and " + numTopLogprobs);
        }
        if (search != null && logprobTokenIds.length > 0) {
            throw new IllegalArgumentException(
                    "logprobTokenIds must be empty for a search; given: " + logprobTokenIds.length + " tokens");
        }
        if (search != null && numChoices > search.maxHypotheses()) {
            throw new IllegalArgumentException("numChoices must be at most the " + search.maxHypotheses()
                    + " completions that the search returns; given: " + numChoices);
        }
    }

    /**
     * A request for one greedy completion, to be changed by the builder.
     */
    public static Builder builder(int[] promptTokens, StopConditions stop) {
        return new Builder(promptTokens, stop);
    }

    /**
     * The most cells that one of its sequences can need. The last token needs none,
     * unless a search looks ahead.
     */
    public int maxCells() {
        int maxTokens = this.stop.maxTokens();
        boolean looksAhead = this.search != null && this.search.looksAhead();
        return this.promptTokens.length + ((maxTokens == 0 || looksAhead) ? maxTokens : maxTokens - 1);
    }

    /** The number of its sequences, each of which needs a slot. */
    public int numSequences() {
        if (this.search != null) {
            return this.search.width();
        }
        return (this.stop.maxTokens() == 0) ? 1 : this.numChoices;
    }

    /** Builds a request from a greedy default. */
    public static final class Builder {

        private final int[] promptTokens;

        private final StopConditions stop;

        private SamplingParams sampling = SamplingParams.GREEDY;

        private @Nullable SearchParams search;

        private int numChoices = 1;

        private int firstChoice;

        private long seed;

        private int priority;

        private CacheSalt cacheSalt = CacheSalt.NONE;

        private int numTopLogprobs = -1;

        private int[] logprobTokenIds = {};

        private PromptOutputs promptOutputs = PromptOutputs.NONE;

        private Supplier<TokenBytes> tokenBytes = () -> TokenBytes.NONE;

        private long arrivalNanos;

        private Operation operation = Operation.TEXT_COMPLETION;

        private @Nullable AdapterWeights adapter;

        private Builder(int[] promptTokens, StopConditions stop) {
            this.promptTokens = promptTokens;
            this.stop = stop;
        }

        public Builder sampling(SamplingParams sampling) {
            this.sampling = sampling;
            return this;
        }

        public Builder search(@Nullable SearchParams search) {
            this.search = search;
            return this;
        }

        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        public Builder priority(int priority) {
            this.priority = priority;
            return this;
        }

        public Builder cacheSalt(CacheSalt cacheSalt) {
            this.cacheSalt = cacheSalt;
            return this;
        }

        public Builder numTopLogprobs(int numTopLogprobs) {
            this.numTopLogprobs = numTopLogprobs;
            return this;
        }

        public Builder logprobTokenIds(int[] logprobTokenIds) {
            this.logprobTokenIds = logprobTokenIds;
            return this;
        }

        public Builder promptOutputs(PromptOutputs promptOutputs) {
            this.promptOutputs = promptOutputs;
            return this;
        }

        public Builder tokenBytes(Supplier<TokenBytes> tokenBytes) {
            this.tokenBytes = tokenBytes;
            return this;
        }

        public Builder arrivalNanos(long arrivalNanos) {
            this.arrivalNanos = arrivalNanos;
            return this;
        }

        public Builder operation(Operation operation) {
            this.operation = operation;
            return this;
        }

        public Builder adapter(@Nullable AdapterWeights adapter) {
            this.adapter = adapter;
            return this;
        }

        /** As in {@link GenerationRequest}. */
        public Builder choices(int numChoices, int firstChoice) {
            this.numChoices = numChoices;
            this.firstChoice = firstChoice;
            return this;
        }

        public GenerationRequest build() {
            return new GenerationRequest(this.promptTokens, this.sampling, this.search, this.stop, this.numChoices,
                    this.firstChoice, this.seed, this.priority, this.cacheSalt, this.numTopLogprobs,
                    this.logprobTokenIds, this.promptOutputs, this.tokenBytes, this.arrivalNanos, this.operation,
                    this.adapter);
        }

    }

}

package io.inkwell.api;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Options of a completion. Create them with {@link #builder()}: later versions may add
 * components to the record.
 *
 * @param maxTokens the most tokens to generate; fewer if the context ends before
 * @param temperature 0 to 2; 0 for greedy decoding
 * @param topK the number of most likely tokens to choose from; 0 for all
 * @param topP the cumulative probability of the tokens to choose from, 0 to 1
 * @param minP the least probability relative to the most likely token, 0 to 1
 * @param repetitionPenalty 0.01 to 100; divides the logits of tokens in prompt and output
 * @param presencePenalty -2 to 2, subtracted once from each token in the output
 * @param frequencyPenalty -2 to 2, subtracted for each occurrence in the output
 * @param numBeams the width of a beam search, which replaces sampling; 1 for none
 * @param stop the completion ends before the first of these texts
 * @param seed null for a random one, which the {@link Completion} names
 * @param logprobs how many of the most likely tokens to return for each token; null for
 * no tokens
 * @param format the form of the text; null for any
 */
public record CompletionOptions(int maxTokens, double temperature, int topK, double topP, double minP,
        double repetitionPenalty, double presencePenalty, double frequencyPenalty, int numBeams, List<String> stop,
        @Nullable Long seed, @Nullable Integer logprobs, @Nullable OutputFormat format) {

    /** At most 128 sampled tokens. */
    public static final CompletionOptions DEFAULT = builder().build();

    private static final int MAX_BEAMS = 64;

    private static final int MAX_LOGPROBS = 1000;

    /**
     * @throws IllegalArgumentException if a value is out of range; the message names the
     * field, the rule and the value
     */
    public CompletionOptions {
        // Each condition is written so that NaN violates it.
        Rules.require(maxTokens >= 0, "maxTokens", "at least 0", maxTokens);
        Rules.require(temperature >= 0 && temperature <= 2, "temperature", "in [0, 2]", temperature);
        Rules.require(topK >= 0, "topK", "at least 0", topK);
        Rules.require(topP >= 0 && topP <= 1, "topP", "in [0, 1]", topP);
        Rules.require(minP >= 0 && minP <= 1, "minP", "in [0, 1]", minP);
        Rules.require(repetitionPenalty >= 0.01 && repetitionPenalty <= 100, "repetitionPenalty", "in [0.01, 100]",
                repetitionPenalty);
        Rules.require(presencePenalty >= -2 && presencePenalty <= 2, "presencePenalty", "in [-2, 2]", presencePenalty);
        Rules.require(frequencyPenalty >= -2 && frequencyPenalty <= 2, "frequencyPenalty", "in [-2, 2]",
                frequencyPenalty);
        Rules.require(numBeams >= 1 && numBeams <= MAX_BEAMS, "numBeams", "from 1 to " + MAX_BEAMS, numBeams);
        stop = List.copyOf(stop);
        Rules.require(stop.stream().noneMatch(String::isEmpty), "stop", "texts of at least one character", stop);
        Rules.require(logprobs == null || (logprobs >= 0 && logprobs <= MAX_LOGPROBS), "logprobs",
                "from 0 to " + MAX_LOGPROBS, logprobs);
        Rules.require(format == null || numBeams == 1, "numBeams", "1 with a format", numBeams);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts at these options. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.maxTokens = this.maxTokens;
        builder.temperature = this.temperature;
        builder.topK = this.topK;
        builder.topP = this.topP;
        builder.minP = this.minP;
        builder.repetitionPenalty = this.repetitionPenalty;
        builder.presencePenalty = this.presencePenalty;
        builder.frequencyPenalty = this.frequencyPenalty;
        builder.numBeams = this.numBeams;
        builder.stop = this.stop;
        builder.seed = this.seed;
        builder.logprobs = this.logprobs;
        builder.format = this.format;
        return builder;
    }

    /** Builds options. */
    public static final class Builder {

        private int maxTokens = 128;

        private double temperature = 1;

        private int topK;

        private double topP = 1;

        private double minP;

        private double repetitionPenalty = 1;

        private double presencePenalty;

        private double frequencyPenalty;

        private int numBeams = 1;

        private List<String> stop = List.of();

        private @Nullable Long seed;

        private @Nullable Integer logprobs;

        private @Nullable OutputFormat format;

        private Builder() {
        }

        public Builder maxTokens(int maxTokens) {
            this.maxTokens = maxTokens;
            return this;
        }

        public Builder temperature(double temperature) {
            this.temperature = temperature;
            return this;
        }

        public Builder topK(int topK) {
            this.topK = topK;
            return this;
        }

        public Builder topP(double topP) {
            this.topP = topP;
            return this;
        }

        public Builder minP(double minP) {
            this.minP = minP;
            return this;
        }

        public Builder repetitionPenalty(double repetitionPenalty) {
            this.repetitionPenalty = repetitionPenalty;
            return this;
        }

        public Builder presencePenalty(double presencePenalty) {
            this.presencePenalty = presencePenalty;
            return this;
        }

        public Builder frequencyPenalty(double frequencyPenalty) {
            this.frequencyPenalty = frequencyPenalty;
            return this;
        }

        public Builder numBeams(int numBeams) {
            this.numBeams = numBeams;
            return this;
        }

        public Builder stop(String... stop) {
            return stop(List.of(stop));
        }

        public Builder stop(List<String> stop) {
            this.stop = stop;
            return this;
        }

        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        public Builder logprobs(int logprobs) {
            this.logprobs = logprobs;
            return this;
        }

        public Builder format(OutputFormat format) {
            this.format = format;
            return this;
        }

        public CompletionOptions build() {
            return new CompletionOptions(this.maxTokens, this.temperature, this.topK, this.topP, this.minP,
                    this.repetitionPenalty, this.presencePenalty, this.frequencyPenalty, this.numBeams, this.stop,
                    this.seed, this.logprobs, this.format);
        }

    }

}

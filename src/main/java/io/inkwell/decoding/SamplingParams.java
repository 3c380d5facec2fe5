package io.inkwell.decoding;

import io.inkwell.error.ServiceException;

/**
 * How a request wants its tokens chosen. A temperature of 0 means greedy: then top-k and
 * top-p have no effect, the penalties still do.
 *
 * @param temperature 0 to 2
 * @param topK how many of the likeliest tokens stay; 0 keeps all
 * @param topP the probability mass that stays, above 0 and up to 1; 1 keeps all
 * @param repetitionPenalty 0.01 to 100; 1 is neutral; counts prompt and output
 * @param presencePenalty -2 to 2, for every token that the output holds
 * @param frequencyPenalty -2 to 2, for every time that the output holds it
 */
public record SamplingParams(float temperature, int topK, float topP, float repetitionPenalty, float presencePenalty,
        float frequencyPenalty) {

    /** Plain sampling: temperature 1 and nothing else. */
    public static final SamplingParams DEFAULT = builder().build();

    /** The likeliest token, always. */
    public static final SamplingParams GREEDY = builder().temperature(0).build();

    /**
     * @throws ServiceException an invalid request, with the field's wire name as its
     * param
     */
    public SamplingParams {
        require(temperature >= 0 && temperature <= 2, "temperature", "in [0, 2]", temperature);
        require(topK >= 0, "top_k", "at least 0", topK);
        require(topP > 0 && topP <= 1, "top_p", "in (0, 1]", topP);
        // Beyond these bounds a logit that is divided by it may become infinite.
        require(repetitionPenalty >= 0.01f && repetitionPenalty <= 100, "repetition_penalty", "in [0.01, 100]",
                repetitionPenalty);
        require(Math.abs(presencePenalty) <= 2, "presence_penalty", "in [-2, 2]", presencePenalty);
        require(Math.abs(frequencyPenalty) <= 2, "frequency_penalty", "in [-2, 2]", frequencyPenalty);
    }

    public static Builder builder() {
        return new Builder();
    }

    public boolean isGreedy() {
        return this.temperature == 0;
    }

    // Every condition is written so that NaN fails it.
    private static void require(boolean condition, String param, String rule, Number given) {
        if (!condition) {
            throw ServiceException.invalid(param, param + " must be " + rule + "; given: " + given);
        }
    }

    /** Starts from the neutral value of every field. */
    public static final class Builder {

        private float temperature = 1;

        private int topK;

        private float topP = 1;

        private float repetitionPenalty = 1;

        private float presencePenalty;

        private float frequencyPenalty;

        private Builder() {
        }

        public Builder temperature(float temperature) {
            this.temperature = temperature;
            return this;
        }

        public Builder topK(int topK) {
            this.topK = topK;
            return this;
        }

        public Builder topP(float topP) {
            this.topP = topP;
            return this;
        }

        public Builder repetitionPenalty(float repetitionPenalty) {
            this.repetitionPenalty = repetitionPenalty;
            return this;
        }

        public Builder presencePenalty(float presencePenalty) {
            this.presencePenalty = presencePenalty;
            return this;
        }

        public Builder frequencyPenalty(float frequencyPenalty) {
            this.frequencyPenalty = frequencyPenalty;
            return this;
        }

        public SamplingParams build() {
            return new SamplingParams(this.temperature, this.topK, this.topP, this.repetitionPenalty,
                    this.presencePenalty, this.frequencyPenalty);
        }

    }

}

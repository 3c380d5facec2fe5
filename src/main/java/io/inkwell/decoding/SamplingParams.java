package io.inkwell.decoding;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.inkwell.error.ServiceException;

/**
 * How a request wants its tokens chosen. A temperature or top-p of 0 means greedy: then
 * what narrows a distribution to draw from it (top-k and those after it) has no effect;
 * biases, bans and penalties still do.
 *
 * @param temperature 0 to 2
 * @param topK how many of the likeliest tokens stay; 0 keeps all
 * @param topP the probability mass that stays, 0 to 1; 0 keeps the likeliest token alone,
 * 1 all
 * @param minP 0 to 1: a token stays if its probability is at least this share of the
 * greatest; 0 keeps all
 * @param typicalP the mass of the most typical tokens that stays, above 0 and up to 1; 1
 * keeps all
 * @param epsilonCutoff 0 to below 1: the least probability that stays; 0 keeps all
 * @param etaCutoff 0 to below 1: the same, lower where the distribution is flat; 0 keeps
 * all
 * @param repetitionPenalty 0.01 to 100; 1 is neutral; counts prompt and output
 * @param presencePenalty -2 to 2, for every token that the output holds
 * @param frequencyPenalty -2 to 2, for every time that the output holds it
 * @param noRepeatNgramSize no run of so many tokens comes twice in prompt and output; 0
 * is off
 * @param logitBias what is added to the logits of tokens, -100 to 100, or minus infinity
 * for a token that must not be chosen
 * @param allowedTokenIds the only tokens that may be chosen; empty for all
 * @param badWords runs of tokens that must not be written; none is empty
 */
public record SamplingParams(float temperature, int topK, float topP, float minP, float typicalP, float epsilonCutoff,
        float etaCutoff, float repetitionPenalty, float presencePenalty, float frequencyPenalty, int noRepeatNgramSize,
        Map<Integer, Float> logitBias, Set<Integer> allowedTokenIds, List<List<Integer>> badWords) {

    /** Plain sampling: temperature 1 and nothing else. */
    public static final SamplingParams DEFAULT = builder().build();

    /** The likeliest token, always. */
    public static final SamplingParams GREEDY = builder().temperature(0).build();

    /**
     * @throws ServiceException an invalid request, with the field's wire name as its
     * param
     */
    public SamplingParams {
        // Every condition is written so that NaN fails it.
        ServiceException.require(temperature >= 0 && temperature <= 2, "temperature", "in [0, 2]", temperature);
        ServiceException.require(topK >= 0, "top_k", "at least 0", topK);
        ServiceException.require(topP >= 0 && topP <= 1, "top_p", "in [0, 1]", topP);
        ServiceException.require(minP >= 0 && minP <= 1, "min_p", "in [0, 1]", minP);
        ServiceException.require(typicalP > 0 && typicalP <= 1, "typical_p", "in (0, 1]", typicalP);
        ServiceException.require(epsilonCutoff >= 0 && epsilonCutoff < 1, "epsilon_cutoff", "in [0, 1)", epsilonCutoff);
        ServiceException.require(etaCutoff >= 0 && etaCutoff < 1, "eta_cutoff", "in [0, 1)", etaCutoff);
        // Beyond these bounds a logit that is divided by it may become infinite.
        ServiceException.require(repetitionPenalty >= 0.01f && repetitionPenalty <= 100, "repetition_penalty",
                "in [0.01, 100]", repetitionPenalty);
        ServiceException.require(presencePenalty >= -2 && presencePenalty <= 2, "presence_penalty", "in [-2, 2]",
                presencePenalty);
        ServiceException.require(frequencyPenalty >= -2 && frequencyPenalty <= 2, "frequency_penalty", "in [-2, 2]",
                frequencyPenalty);
        ServiceException.require(noRepeatNgramSize >= 0, "no_repeat_ngram_size", "at least 0", noRepeatNgramSize);
        logitBias = Map.copyOf(logitBias);
        logitBias.forEach((tokenId, bias) -> {
            ServiceException.require(tokenId >= 0, "logit_bias", "of token ids, which are at least 0", tokenId);
            ServiceException.require(bias == Float.NEGATIVE_INFINITY || (bias >= -100 && bias <= 100), "logit_bias",
                    "in [-100, 100]", bias);
        });
        allowedTokenIds = Set.copyOf(allowedTokenIds);
        allowedTokenIds.forEach((tokenId) -> ServiceException.require(tokenId >= 0, "allowed_token_ids",
                "token ids, at least 0", tokenId));
        badWords = badWords.stream().map(List::copyOf).toList();
        badWords.forEach(
                (word) -> ServiceException.require(!word.isEmpty(), "bad_words", "words of at least one token", 0));
    }

    public static Builder builder() {
        return new Builder();
    }

    public boolean isGreedy() {
        return this.temperature == 0 || this.topP == 0;
    }

    /** The same, but for the words that must not be written. */
    public SamplingParams withBadWords(List<List<Integer>> badWords) {
        return new SamplingParams(this.temperature, this.topK, this.topP, this.minP, this.typicalP, this.epsilonCutoff,
                this.etaCutoff, this.repetitionPenalty, this.presencePenalty, this.frequencyPenalty,
                this.noRepeatNgramSize, this.logitBias, this.allowedTokenIds, badWords);
    }

    /** Starts from the neutral value of every field. */
    public static final class Builder {

        private float temperature = 1;

        private int topK;

        private float topP = 1;

        private float minP;

        private float typicalP = 1;

        private float epsilonCutoff;

        private float etaCutoff;

        private float repetitionPenalty = 1;

        private float presencePenalty;

        private float frequencyPenalty;

        private int noRepeatNgramSize;

        private Map<Integer, Float> logitBias = Map.of();

        private Set<Integer> allowedTokenIds = Set.of();

        private List<List<Integer>> badWords = List.of();

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

        public Builder minP(float minP) {
            this.minP = minP;
            return this;
        }

        public Builder typicalP(float typicalP) {
            this.typicalP = typicalP;
            return this;
        }

        public Builder epsilonCutoff(float epsilonCutoff) {
            this.epsilonCutoff = epsilonCutoff;
            return this;
        }

        public Builder etaCutoff(float etaCutoff) {
            this.etaCutoff = etaCutoff;
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

        public Builder noRepeatNgramSize(int noRepeatNgramSize) {
            this.noRepeatNgramSize = noRepeatNgramSize;
            return this;
        }

        public Builder logitBias(Map<Integer, Float> logitBias) {
            this.logitBias = logitBias;
            return this;
        }

        public Builder allowedTokenIds(Set<Integer> allowedTokenIds) {
            this.allowedTokenIds = allowedTokenIds;
            return this;
        }

        public Builder badWords(List<List<Integer>> badWords) {
            this.badWords = badWords;
            return this;
        }

        public SamplingParams build() {
            return new SamplingParams(this.temperature, this.topK, this.topP, this.minP, this.typicalP,
                    this.epsilonCutoff, this.etaCutoff, this.repetitionPenalty, this.presencePenalty,
                    this.frequencyPenalty, this.noRepeatNgramSize, this.logitBias, this.allowedTokenIds, this.badWords);
        }

    }

}

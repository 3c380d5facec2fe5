package io.inkwell.decoding;

import java.util.Collection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.inkwell.error.ServiceException;

/**
 * Sampling parameters of a request. A temperature or top-p of 0 means greedy decoding:
 * top-k and the other warpers then have no effect; logit bias, bans and penalties still
 * apply.
 *
 * @param temperature 0 to 2
 * @param topK the number of most likely tokens to keep; 0 disables
 * @param topP the cumulative probability to keep, 0 to 1; 0 keeps only the most likely
 * token, 1 disables
 * @param minP the minimum probability relative to the most likely token, 0 to 1; 0
 * disables
 * @param typicalP the probability mass of the most typical tokens to keep, in (0, 1]; 1
 * disables
 * @param epsilonCutoff the minimum probability, in [0, 1); 0 disables
 * @param etaCutoff like {@code epsilonCutoff}, but lower for distributions of high
 * entropy; 0 disables
 * @param repetitionPenalty 0.01 to 100; 1 disables; applies to tokens of prompt and
 * output
 * @param presencePenalty -2 to 2, subtracted once from each token that is in the output
 * @param frequencyPenalty -2 to 2, subtracted from a token for each occurrence in the
 * output
 * @param noRepeatNgramSize the size of n-grams that may occur only once in prompt and
 * output; 0 disables
 * @param logitBias values added to logits by token id: -100 to 100, or minus infinity to
 * ban the token
 * @param allowedTokenIds the only tokens that may be generated; empty allows all
 * @param badWords token sequences that must not be generated; none of them is empty
 */
public record SamplingParams(float temperature, int topK, float topP, float minP, float typicalP, float epsilonCutoff,
        float etaCutoff, float repetitionPenalty, float presencePenalty, float frequencyPenalty, int noRepeatNgramSize,
        Map<Integer, Float> logitBias, TokenSet allowedTokenIds, List<List<Integer>> badWords) {

    /** Plain sampling at temperature 1. */
    public static final SamplingParams DEFAULT = builder().build();

    /** Greedy decoding. */
    public static final SamplingParams GREEDY = builder().temperature(0).build();

    /**
     * @throws ServiceException an invalid request, with the name of the request field as
     * its param
     */
    public SamplingParams {
        // Each condition is written so that NaN violates it.
        ServiceException.require(temperature >= 0 && temperature <= 2, "temperature", "in [0, 2]", temperature);
        ServiceException.require(topK >= 0, "top_k", "at least 0", topK);
        ServiceException.require(topP >= 0 && topP <= 1, "top_p", "in [0, 1]", topP);
        ServiceException.require(minP >= 0 && minP <= 1, "min_p", "in [0, 1]", minP);
        ServiceException.require(typicalP > 0 && typicalP <= 1, "typical_p", "in (0, 1]", typicalP);
        ServiceException.require(epsilonCutoff >= 0 && epsilonCutoff < 1, "epsilon_cutoff", "in [0, 1)", epsilonCutoff);
        ServiceException.require(etaCutoff >= 0 && etaCutoff < 1, "eta_cutoff", "in [0, 1)", etaCutoff);
        // Outside these bounds, scaling a logit could overflow to infinity.
        ServiceException.require(repetitionPenalty >= 0.01f && repetitionPenalty <= 100, "repetition_penalty",
                "in [0.01, 100]", repetitionPenalty);
        ServiceException.require(presencePenalty >= -2 && presencePenalty <= 2, "presence_penalty", "in [-2, 2]",
                presencePenalty);
        ServiceException.require(frequencyPenalty >= -2 && frequencyPenalty <= 2, "frequency_penalty", "in [-2, 2]",
                frequencyPenalty);
        ServiceException.require(noRepeatNgramSize >= 0, "no_repeat_ngram_size", "at least 0", noRepeatNgramSize);
        logitBias = Map.copyOf(logitBias);
        logitBias.forEach((tokenId, bias) -> {
            ServiceException.require(tokenId >= 0, "logit_bias", "limited to token ids of at least 0", tokenId);
            ServiceException.require(bias == Float.NEGATIVE_INFINITY || (bias >= -100 && bias <= 100), "logit_bias",
                    "in [-100, 100]", bias);
        });
        ServiceException.require(allowedTokenIds.first() >= 0, "allowed_token_ids", "token ids of at least 0",
                allowedTokenIds.first());
        badWords = badWords.stream().map(List::copyOf).toList();
        badWords.forEach(
                (word) -> ServiceException.require(!word.isEmpty(), "bad_words", "words of at least one token", 0));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Whether decoding is greedy: the temperature or top-p is 0. */
    public boolean isGreedy() {
        return this.temperature == 0 || this.topP == 0;
    }

    /** The request fields that ban tokens, always or at some positions. */
    public List<String> banningFields() {
        List<String> fields = new ArrayList<>();
        if (this.logitBias.containsValue(Float.NEGATIVE_INFINITY)) {
            fields.add("logit_bias");
        }
        if (!this.allowedTokenIds.isEmpty()) {
            fields.add("allowed_token_ids");
        }
        if (this.noRepeatNgramSize > 0) {
            fields.add("no_repeat_ngram_size");
        }
        if (!this.badWords.isEmpty()) {
            fields.add("bad_words");
        }
        return fields;
    }

    /** Returns a copy with other {@code badWords}. */
    public SamplingParams withBadWords(List<List<Integer>> badWords) {
        return new SamplingParams(this.temperature, this.topK, this.topP, this.minP, this.typicalP, this.epsilonCutoff,
                this.etaCutoff, this.repetitionPenalty, this.presencePenalty, this.frequencyPenalty,
                this.noRepeatNgramSize, this.logitBias, this.allowedTokenIds, badWords);
    }

    /** Builds sampling parameters; each field starts at its neutral value. */
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

        private TokenSet allowedTokenIds = TokenSet.EMPTY;

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

        public Builder allowedTokenIds(Collection<Integer> allowedTokenIds) {
            this.allowedTokenIds = TokenSet.of(allowedTokenIds);
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

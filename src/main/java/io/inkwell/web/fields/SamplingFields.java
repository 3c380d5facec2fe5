package io.inkwell.web.fields;

import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.error.ServiceException;
import io.inkwell.registry.defaults.GenerationConfig;
import io.inkwell.registry.defaults.SamplingDefaults;
import io.inkwell.registry.defaults.TokenDefaults;

/**
 * Sampling fields as they were sent; null is the default of every field. A body holds
 * them with {@code @JsonUnwrapped}.
 *
 * @param doSample false for greedy decoding
 * @param topP 0 keeps only the most likely token
 * @param topK -1 and 0 keep all tokens
 * @param logitBias biases by token id, or a list of pairs; false bans the token
 * @param badWords words to ban
 */
public record SamplingFields(@Nullable Boolean doSample, @Nullable Float temperature, @Nullable Float topP,
        @Nullable Integer topK, @Nullable Float minP, @Nullable Float typicalP, @Nullable Float epsilonCutoff,
        @Nullable Float etaCutoff, @Nullable Float repetitionPenalty, @Nullable Float presencePenalty,
        @Nullable Float frequencyPenalty, @Nullable Integer noRepeatNgramSize, @Nullable JsonNode logitBias,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<Integer> allowedTokenIds,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<String> badWords) {

    /** The defaults in the generation config of a model. */
    public static SamplingFields proposedBy(GenerationConfig config) {
        SamplingDefaults sampling = config.sampling();
        return new SamplingFields(config.doSample(), sampling.temperature(), sampling.topP(), sampling.topK(),
                sampling.minP(), sampling.typicalP(), sampling.epsilonCutoff(), sampling.etaCutoff(),
                sampling.repetitionPenalty(), null, null, sampling.noRepeatNgramSize(), null, null, null);
    }

    /** Replaces omitted fields with the defaults. */
    public SamplingFields orElse(SamplingFields defaults) {
        requireSampled();
        // A temperature in the request enables sampling, so do_sample of the model is
        // ignored.
        Boolean sampled = (this.temperature != null) ? this.doSample : first(this.doSample, defaults.doSample);
        return new SamplingFields(sampled, first(this.temperature, defaults.temperature),
                first(this.topP, defaults.topP), first(this.topK, defaults.topK), first(this.minP, defaults.minP),
                first(this.typicalP, defaults.typicalP), first(this.epsilonCutoff, defaults.epsilonCutoff),
                first(this.etaCutoff, defaults.etaCutoff), first(this.repetitionPenalty, defaults.repetitionPenalty),
                first(this.presencePenalty, defaults.presencePenalty),
                first(this.frequencyPenalty, defaults.frequencyPenalty),
                first(this.noRepeatNgramSize, defaults.noRepeatNgramSize), first(this.logitBias, defaults.logitBias),
                first(this.allowedTokenIds, defaults.allowedTokenIds), first(this.badWords, defaults.badWords));
    }

    /**
     * Checks and converts all fields except the bad words, which need a tokenizer. Biases
     * and words of the request replace those of the model. Tokens that the model
     * suppresses stay suppressed.
     * @param defaults the biases and bans of the model
     * @throws io.inkwell.error.ServiceException an invalid request that names the field
     */
    public SamplingParams toParams(SamplingLimits limits, TokenDefaults defaults) {
        SamplingParams.Builder params = SamplingParams.builder();
        params.logitBias(defaults.withBans(
                (this.logitBias != null) ? LogitBiases.read(this.logitBias, limits.maxLogitBias()) : defaults.bias()));
        params.badWords((this.badWords != null) ? List.of() : defaults.badWords());
        ifGiven(this.temperature, params::temperature);
        if (Boolean.FALSE.equals(this.doSample)) {
            params.temperature(0);
        }
        ifGiven(this.topP, params::topP);
        ifGiven(this.topK, (k) -> params.topK(topK(k)));
        ifGiven(this.minP, params::minP);
        ifGiven(this.typicalP, params::typicalP);
        ifGiven(this.epsilonCutoff, params::epsilonCutoff);
        ifGiven(this.etaCutoff, params::etaCutoff);
        ifGiven(this.repetitionPenalty, params::repetitionPenalty);
        ifGiven(this.presencePenalty, params::presencePenalty);
        ifGiven(this.frequencyPenalty, params::frequencyPenalty);
        ifGiven(this.noRepeatNgramSize, params::noRepeatNgramSize);
        ifGiven(this.allowedTokenIds, (ids) -> params.allowedTokenIds(allowed(ids)));
        return params.build();
    }

    /** Returns the checked bad words; none by default. */
    public List<String> badWords(SamplingLimits limits) {
        List<String> words = (this.badWords != null) ? this.badWords : List.of();
        FieldRules.requireBetween("bad_words", "the number of bad words", words.size(), 0, limits.maxBadWords());
        for (String word : words) {
            FieldRules.requireBetween("bad_words", "the length of a bad word", word.length(), 1,
                    limits.maxBadWordLength());
        }
        return words;
    }

    /** Checks the fields of the request before the defaults of the model apply. */
    private void requireSampled() {
        float temperature = (this.temperature != null) ? this.temperature : 1;
        if (Boolean.FALSE.equals(this.doSample)) {
            ServiceException.require(temperature == 0 || temperature == 1, "do_sample",
                    "true or omitted when temperature is " + temperature, false);
        }
        if (Boolean.TRUE.equals(this.doSample)) {
            ServiceException.require(temperature != 0, "do_sample", "false or omitted when temperature is 0", true);
        }
    }

    private static int topK(int given) {
        ServiceException.require(given >= -1, "top_k", "-1 or at least 0", given);
        // vLLM writes -1 for all tokens, other servers write 0.
        return Math.max(given, 0);
    }

    private static List<Integer> allowed(List<Integer> tokenIds) {
        ServiceException.require(!tokenIds.isEmpty(), "allowed_token_ids", "null or contain at least one token id",
                "an empty list");
        return tokenIds;
    }

    private static <T> @Nullable T first(@Nullable T value, @Nullable T other) {
        return (value != null) ? value : other;
    }

    private static <T> void ifGiven(@Nullable T value, Consumer<T> use) {
        if (value != null) {
            use.accept(value);
        }
    }

}

package io.inkwell.web.fields;

import java.util.List;
import java.util.Set;
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
 * The fields of a body that shape the choice of tokens, as they were sent; null is the
 * default everywhere. A body holds them with {@code @JsonUnwrapped}.
 *
 * @param doSample false for the likeliest token always
 * @param topP 0 keeps the likeliest token alone
 * @param topK -1 and 0 both keep all tokens
 * @param logitBias by token id, or a list of pairs; false bans the token
 * @param badWords texts that must not be written
 */
public record SamplingFields(@Nullable Boolean doSample, @Nullable Float temperature, @Nullable Float topP,
        @Nullable Integer topK, @Nullable Float minP, @Nullable Float typicalP, @Nullable Float epsilonCutoff,
        @Nullable Float etaCutoff, @Nullable Float repetitionPenalty, @Nullable Float presencePenalty,
        @Nullable Float frequencyPenalty, @Nullable Integer noRepeatNgramSize, @Nullable JsonNode logitBias,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<Integer> allowedTokenIds,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<String> badWords) {

    /** What comes with a model. */
    public static SamplingFields proposedBy(GenerationConfig config) {
        SamplingDefaults sampling = config.sampling();
        return new SamplingFields(config.doSample(), sampling.temperature(), sampling.topP(), sampling.topK(),
                sampling.minP(), sampling.typicalP(), sampling.epsilonCutoff(), sampling.etaCutoff(),
                sampling.repetitionPenalty(), null, null, sampling.noRepeatNgramSize(), null, null, null);
    }

    /** The same, with what is left out here taken from there. */
    public SamplingFields orElse(SamplingFields defaults) {
        requireSampled();
        // A temperature asks for sampling as clearly as do_sample does.
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
     * All but the bad words, which only a tokenizer turns into tokens. Biases and words
     * of the request replace those of the model; tokens that the model suppresses stay
     * suppressed.
     * @param defaults the biases and bans that come with a model
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

    /** The checked bad words; none by default. */
    public List<String> badWords(SamplingLimits limits) {
        List<String> words = (this.badWords != null) ? this.badWords : List.of();
        FieldRules.requireBetween("bad_words", "the number of bad words", words.size(), 0, limits.maxBadWords());
        for (String word : words) {
            FieldRules.requireBetween("bad_words", "the length of a bad word", word.length(), 1,
                    limits.maxBadWordLength());
        }
        return words;
    }

    /** Checks what a request says itself, before the defaults of a model count. */
    private void requireSampled() {
        float temperature = (this.temperature != null) ? this.temperature : 1;
        if (Boolean.FALSE.equals(this.doSample)) {
            ServiceException.require(temperature == 0 || temperature == 1, "do_sample",
                    "true or left out where temperature is " + temperature, false);
        }
        if (Boolean.TRUE.equals(this.doSample)) {
            ServiceException.require(temperature != 0, "do_sample", "false or left out where temperature is 0", true);
        }
    }

    private static int topK(int given) {
        ServiceException.require(given >= -1, "top_k", "-1 or at least 0", given);
        // -1 says "all" to vLLM, 0 says it here and there.
        return Math.max(given, 0);
    }

    private static Set<Integer> allowed(List<Integer> tokenIds) {
        ServiceException.require(!tokenIds.isEmpty(), "allowed_token_ids", "null or hold at least one token id",
                "an empty list");
        return Set.copyOf(tokenIds);
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

package io.inkwell.web;

import io.inkwell.error.ServiceException;
import io.inkwell.registry.GenerationConfig;
import io.inkwell.registry.SamplingDefaults;
import io.inkwell.registry.TokenDefaults;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.decoding.SamplingParams;

/**
 * The fields of a body that shape the choice of tokens, as they were sent; null is the
 * default everywhere. A body holds them with {@code @JsonUnwrapped}.
 *
 * @param topK -1 and 0 both keep all tokens
 * @param logitBias by token id
 * @param badWords texts that must not be written
 */
public record SamplingFields(@Nullable Float temperature, @Nullable Float topP, @Nullable Integer topK,
        @Nullable Float minP, @Nullable Float typicalP, @Nullable Float epsilonCutoff, @Nullable Float etaCutoff,
        @Nullable Float repetitionPenalty, @Nullable Float presencePenalty, @Nullable Float frequencyPenalty,
        @Nullable Integer noRepeatNgramSize, @Nullable Map<String, JsonNode> logitBias,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<Integer> allowedTokenIds,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<String> badWords) {

    /** What comes with a model. */
    public static SamplingFields proposedBy(GenerationConfig config) {
        SamplingDefaults sampling = config.sampling();
        Float temperature = Boolean.FALSE.equals(config.doSample()) ? Float.valueOf(0) : sampling.temperature();
        return new SamplingFields(temperature, sampling.topP(), sampling.topK(), sampling.minP(), sampling.typicalP(),
                sampling.epsilonCutoff(), sampling.etaCutoff(), sampling.repetitionPenalty(), null, null,
                sampling.noRepeatNgramSize(), null, null, null);
    }

    /** The same, with what is left out here taken from there. */
    public SamplingFields orElse(SamplingFields defaults) {
        return new SamplingFields(first(this.temperature, defaults.temperature), first(this.topP, defaults.topP),
                first(this.topK, defaults.topK), first(this.minP, defaults.minP),
                first(this.typicalP, defaults.typicalP), first(this.epsilonCutoff, defaults.epsilonCutoff),
                first(this.etaCutoff, defaults.etaCutoff), first(this.repetitionPenalty, defaults.repetitionPenalty),
                first(this.presencePenalty, defaults.presencePenalty),
                first(this.frequencyPenalty, defaults.frequencyPenalty),
                first(this.noRepeatNgramSize, defaults.noRepeatNgramSize), first(this.logitBias, defaults.logitBias),
                first(this.allowedTokenIds, defaults.allowedTokenIds), first(this.badWords, defaults.badWords));
    }

    /**
     * All but the bad words, which mean tokens only to a tokenizer.
     * @throws io.inkwell.error.ServiceException an invalid request that names the field
     */
    public SamplingParams toParams(SamplingLimits limits) {
        return toParams(limits, TokenDefaults.NONE);
    }

    /**
     * The same with the biases and bans that come with a model. Biases and words of the
     * request take the place of those of the model; tokens that the model suppresses stay
     * suppressed.
     */
    public SamplingParams toParams(SamplingLimits limits, TokenDefaults defaults) {
        SamplingParams.Builder params = SamplingParams.builder().logitBias(defaults.bias());
        Stream<List<Integer>> words = (this.badWords != null) ? Stream.of() : defaults.badWords().stream();
        params.badWords(Stream.concat(words, defaults.suppressed().stream().map(List::of)).toList());
        ifGiven(this.temperature, params::temperature);
        ifGiven(this.topP, params::topP);
        // -1 says "all" to vLLM, 0 says it here and there.
        ifGiven(this.topK, (k) -> params.topK((k == -1) ? 0 : k));
        ifGiven(this.minP, params::minP);
        ifGiven(this.typicalP, params::typicalP);
        ifGiven(this.epsilonCutoff, params::epsilonCutoff);
        ifGiven(this.etaCutoff, params::etaCutoff);
        ifGiven(this.repetitionPenalty, params::repetitionPenalty);
        ifGiven(this.presencePenalty, params::presencePenalty);
        ifGiven(this.frequencyPenalty, params::frequencyPenalty);
        ifGiven(this.noRepeatNgramSize, params::noRepeatNgramSize);
        ifGiven(this.logitBias,
                (biases) -> params.logitBias(defaults.withSuppressed(biases(biases, limits.maxLogitBias()))));
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

    private static Map<Integer, Float> biases(Map<String, JsonNode> given, int max) {
        FieldRules.requireBetween("logit_bias", "the number of tokens in logit_bias", given.size(), 0, max);
        Map<Integer, Float> biases = new LinkedHashMap<>();
        given.forEach((tokenId, bias) -> {
            ServiceException.require(bias.isNumber(), "logit_bias", "a JSON object of numbers", GivenValue.of(bias));
            biases.put(tokenId(tokenId), bias.numberValue().floatValue());
        });
        return biases;
    }

    private static int tokenId(String key) {
        try {
            return Integer.parseInt(key);
        }
        catch (NumberFormatException ex) {
            // A name may be anybody's text, so it is not shown.
            ServiceException.require(false, "logit_bias", "a JSON object whose names are token ids", "another name");
            throw ex;
        }
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

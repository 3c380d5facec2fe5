package io.inkwell.registry;

import java.io.IOException;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a model's own {@code generation_config.json} says of how its texts are best
 * generated, within what a request may ask for; null is what it leaves open.
 *
 * @param doSample false for the likeliest token always, whatever the temperature
 */
public record GenerationConfig(@Nullable Boolean doSample, @Nullable Float temperature, @Nullable Integer topK,
        @Nullable Float topP, @Nullable Float minP, @Nullable Float typicalP, @Nullable Float epsilonCutoff,
        @Nullable Float etaCutoff, @Nullable Float repetitionPenalty, @Nullable Integer noRepeatNgramSize,
        @Nullable Integer maxNewTokens) {

    static final String FILE = "generation_config.json";

    /** Leaves everything open. */
    public static final GenerationConfig NONE = new GenerationConfig(null, null, null, null, null, null, null, null,
            null, null, null);

    private static final JsonMapper JSON = JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .build();

    public GenerationConfig {
        require(temperature == null || (temperature >= 0 && temperature <= 2), "temperature", "in [0, 2]", temperature);
        require(topK == null || topK >= 0, "top_k", "at least 0", topK);
        require(topP == null || (topP > 0 && topP <= 1), "top_p", "in (0, 1]", topP);
        require(minP == null || (minP >= 0 && minP <= 1), "min_p", "in [0, 1]", minP);
        require(typicalP == null || (typicalP > 0 && typicalP <= 1), "typical_p", "in (0, 1]", typicalP);
        require(epsilonCutoff == null || (epsilonCutoff >= 0 && epsilonCutoff < 1), "epsilon_cutoff", "in [0, 1)",
                epsilonCutoff);
        require(etaCutoff == null || (etaCutoff >= 0 && etaCutoff < 1), "eta_cutoff", "in [0, 1)", etaCutoff);
        require(repetitionPenalty == null || (repetitionPenalty >= 0.01f && repetitionPenalty <= 100),
                "repetition_penalty", "in [0.01, 100]", repetitionPenalty);
        require(noRepeatNgramSize == null || noRepeatNgramSize >= 0, "no_repeat_ngram_size", "at least 0",
                noRepeatNgramSize);
        require(maxNewTokens == null || maxNewTokens >= 1, "max_new_tokens", "at least 1", maxNewTokens);
    }

    /**
     * Reads the file's content.
     * @throws IOException if it is no JSON object, or a field that counts here has a
     * value that it may not have
     */
    static GenerationConfig read(byte[] json) throws IOException {
        try {
            return JSON.readValue(json, GenerationConfig.class);
        }
        catch (JacksonException ex) {
            throw new IOException(FILE + ": " + problem(ex), ex);
        }
    }

    private static String problem(JacksonException failure) {
        if (failure.getCause() instanceof IllegalArgumentException outOfRange) {
            return String.valueOf(outOfRange.getMessage());
        }
        String field = failure.getPath()
            .stream()
            .map(JacksonException.Reference::getPropertyName)
            .collect(Collectors.joining("."));
        if (!field.isEmpty()) {
            return field + " is of another type than it must be";
        }
        return (failure instanceof MismatchedInputException) ? "must be a JSON object" : "is not valid JSON";
    }

    private static void require(boolean holds, String field, String rule, @Nullable Object given) {
        if (!holds) {
            throw new IllegalArgumentException(field + " must be " + rule + "; given: " + given);
        }
    }

}

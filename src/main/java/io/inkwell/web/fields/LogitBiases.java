package io.inkwell.web.fields;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.error.ServiceException;

/**
 * Reads {@code logit_bias}: an object by token id as in OpenAI's API, or a list of pairs
 * as in llama.cpp. The bias {@code false} bans the token.
 */
final class LogitBiases {

    private static final String FIELD = "logit_bias";

    /** Less than a billion, which fits an {@code int} and exceeds every vocabulary. */
    private static final Pattern TOKEN_ID = Pattern.compile("-?(?:0|[1-9][0-9]{0,8})");

    private LogitBiases() {
    }

    static Map<Integer, Float> read(JsonNode given, int max) {
        JsonNode biases = asObject(given);
        if (biases == null) {
            return Map.of();
        }
        FieldRules.requireBetween(FIELD, "the number of tokens in logit_bias", biases.size(), 0, max);
        Map<Integer, Float> read = new LinkedHashMap<>();
        biases.forEachEntry((tokenId, bias) -> read.put(tokenId(tokenId), bias(bias)));
        return read;
    }

    /** Returns the biases by token id; null if there are none. */
    static @Nullable JsonNode asObject(@Nullable JsonNode given) {
        if (given == null || given.isNull()) {
            return null;
        }
        if (given.isObject()) {
            return given;
        }
        ServiceException.require(given.isArray(), FIELD, "a JSON object, or a list of pairs of token id and bias",
                GivenValue.of(given));
        ObjectNode biases = JsonNodeFactory.instance.objectNode();
        for (JsonNode pair : given.values()) {
            ServiceException.require(pair.isArray() && pair.size() == 2 && pair.path(0).isInt(), FIELD,
                    "a JSON object, or a list of pairs of token id and bias", GivenValue.of(pair));
            String tokenId = pair.path(0).asString();
            ServiceException.require(!biases.has(tokenId), FIELD, "a list that contains each token once",
                    tokenId + " more than once");
            biases.set(tokenId, pair.path(1));
        }
        return biases;
    }

    private static float bias(JsonNode bias) {
        if (bias.isBoolean() && !bias.booleanValue()) {
            return Float.NEGATIVE_INFINITY;
        }
        ServiceException.require(bias.isNumber(), FIELD, "a JSON object of numbers, or of false for a token to ban",
                GivenValue.of(bias));
        float value = bias.numberValue().floatValue();
        // Minus infinity bans a token, which no number may do.
        return (value == Float.NEGATIVE_INFINITY) ? -Float.MAX_VALUE : value;
    }

    private static int tokenId(String key) {
        // A leading zero would give a token two keys: "05" could contradict "5".
        if (!TOKEN_ID.matcher(key).matches()) {
            // The key could be private text, so the error omits it.
            throw ServiceException.invalid(FIELD,
                    FIELD + " must be a JSON object whose keys are token ids; given: another key");
        }
        return Integer.parseInt(key);
    }

}

package io.inkwell.registry.defaults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/** Reads fields that contain tokens or strings. */
record TokenDefaultsReader(LenientFields fields) {

    private static final int MAX_STOP_STRINGS = 16;

    private static final int MAX_STOP_LENGTH = 1000;

    private static final int MAX_BIAS = 100;

    private static final String BAD_WORDS_RULE = "must be a list of lists of token ids";

    private static final String BIAS_RULE = "must be a list of pairs, of one token id in a list and a number "
            + "from -100 to 100";

    TokenDefaults read() {
        return new TokenDefaults(badWords(), this.fields.tokenIds("suppress_tokens"), bias(), stopStrings());
    }

    private List<List<Integer>> badWords() {
        JsonNode value = this.fields.take("bad_words_ids");
        List<List<Integer>> words = new ArrayList<>();
        if (value == null) {
            return words;
        }
        if (!value.isArray()) {
            this.fields.reject("bad_words_ids", BAD_WORDS_RULE, value);
            return words;
        }
        for (JsonNode each : value) {
            List<Integer> word = LenientFields.run(each);
            if (word == null) {
                this.fields.reject("bad_words_ids", BAD_WORDS_RULE, value);
                return List.of();
            }
            words.add(word);
        }
        return words;
    }

    // JSON has no tuples as keys, so transformers writes pairs of ids and a number.
    private Map<Integer, Float> bias() {
        JsonNode value = this.fields.take("sequence_bias");
        Map<Integer, Float> biases = new LinkedHashMap<>();
        if (value == null) {
            return biases;
        }
        if (!value.isArray()) {
            this.fields.reject("sequence_bias", BIAS_RULE, value);
            return biases;
        }
        for (JsonNode each : value) {
            List<Integer> run = LenientFields.run(each.path(0));
            Double bias = LenientFields.number(each.path(1));
            if (run == null || run.size() != 1 || bias == null || Math.abs(bias) > MAX_BIAS) {
                this.fields.reject("sequence_bias", BIAS_RULE, value);
                return Map.of();
            }
            biases.put(run.get(0), bias.floatValue());
        }
        return biases;
    }

    private List<String> stopStrings() {
        JsonNode value = this.fields.take("stop_strings");
        List<String> strings = new ArrayList<>();
        if (value == null) {
            return strings;
        }
        for (JsonNode each : value.isArray() ? value : List.of(value)) {
            String string = each.isString() ? each.stringValue() : "";
            if (string.isEmpty() || string.length() > MAX_STOP_LENGTH || strings.size() == MAX_STOP_STRINGS) {
                this.fields.reject("stop_strings",
                        "must be at most " + MAX_STOP_STRINGS + " strings of 1 to " + MAX_STOP_LENGTH + " characters",
                        value);
                return List.of();
            }
            strings.add(string);
        }
        return strings;
    }

}

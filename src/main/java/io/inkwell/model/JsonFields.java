package io.inkwell.model;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of a file that is one JSON object. A field of another type than the one
 * asked for is refused by name; no value is coerced.
 */
final class JsonFields {

    private static final JsonMapper JSON = JsonMapper.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();

    private static final int MAX_SHOWN = 80;

    private final String file;

    private final JsonNode root;

    private JsonFields(String file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    static JsonFields parse(String file, byte[] json) throws CheckpointException {
        try {
            JsonNode root = JSON.readTree(json);
            if (!root.isObject()) {
                throw new CheckpointException(file, "must be a JSON object; given: " + shown(root));
            }
            return new JsonFields(file, root);
        }
        catch (JacksonException ex) {
            throw new CheckpointException(file, "is not valid JSON: " + ex.getOriginalMessage(), ex);
        }
    }

    /** Whether the field is there and not null. */
    boolean has(String field) {
        return this.root.hasNonNull(field);
    }

    int integer(String field, int fallback) throws CheckpointException {
        return this.root.has(field) ? integer(field, this.root.path(field)) : fallback;
    }

    /** One integer or a list of them; null is the empty list. */
    List<Integer> integers(String field, List<Integer> fallback) throws CheckpointException {
        if (!this.root.has(field)) {
            return fallback;
        }
        JsonNode value = this.root.path(field);
        if (!value.isArray()) {
            return value.isNull() ? List.of() : List.of(integer(field, value));
        }
        List<Integer> integers = new ArrayList<>();
        for (JsonNode element : value) {
            integers.add(integer(field, element));
        }
        return integers;
    }

    double number(String field, double fallback) throws CheckpointException {
        JsonNode value = this.root.path(field);
        boolean finite = value.isNumber() && Double.isFinite(value.asDouble(Double.NaN));
        return this.root.has(field) ? require(field, finite, "a finite number").doubleValue() : fallback;
    }

    boolean flag(String field, boolean fallback) throws CheckpointException {
        return this.root.has(field) ? require(field, this.root.path(field).isBoolean(), "true or false").booleanValue()
                : fallback;
    }

    String string(String field, String fallback) throws CheckpointException {
        return this.root.has(field) ? require(field, this.root.path(field).isString(), "a string").stringValue()
                : fallback;
    }

    List<String> strings(String field) throws CheckpointException {
        JsonNode value = this.root.path(field);
        boolean allStrings = value.isArray() && value.valueStream().allMatch(JsonNode::isString);
        return require(field, allStrings, "a list of strings").valueStream().map(JsonNode::stringValue).toList();
    }

    /** The values of an object whose values are all strings. */
    List<String> stringValues(String field) throws CheckpointException {
        JsonNode value = this.root.path(field);
        boolean allStrings = value.isObject() && value.valueStream().allMatch(JsonNode::isString);
        return require(field, allStrings, "an object of strings").valueStream().map(JsonNode::stringValue).toList();
    }

    CheckpointException refusal(String field, String rule) {
        return new CheckpointException(this.file, field + " " + rule + "; given: " + shown(this.root.path(field)));
    }

    private int integer(String field, JsonNode value) throws CheckpointException {
        require(field, value.isIntegralNumber() && value.canConvertToInt(), "an integer below 2^31");
        return value.intValue();
    }

    private JsonNode require(String field, boolean typeFits, String type) throws CheckpointException {
        if (!typeFits) {
            throw refusal(field, "must be " + type);
        }
        return this.root.path(field);
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return (text.length() <= MAX_SHOWN) ? text : text.substring(0, MAX_SHOWN) + "...";
    }

}

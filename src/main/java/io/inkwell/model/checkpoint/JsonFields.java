package io.inkwell.model.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.Excerpt;

/**
 * The fields of a file that contains one JSON object. Follows Python's JSON: NaN and
 * Infinity are numbers, and the last of several fields with the same name wins. A field
 * of the wrong type is reported by name. Types are not converted, except that 12.0 is
 * read as 12.
 */
public final class JsonFields {

    // Python parses integers of up to this many digits.
    private static final int MAX_NUMBER_LENGTH = 4300;

    private static final JsonMapper JSON = JsonMapper
        .builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(MAX_NUMBER_LENGTH).build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build())
        .build();

    private static final int MAX_SHOWN = 80;

    private final String file;

    private final JsonNode root;

    private JsonFields(String file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    /** The fields of an absent file. */
    static JsonFields none(String file) {
        return new JsonFields(file, JSON.createObjectNode());
    }

    /**
     * Parses the content of a file.
     * @param file the name used in error messages
     * @throws CheckpointException if it is not a JSON object
     */
    public static JsonFields parse(String file, byte[] json) throws CheckpointException {
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

    /** Whether the field is present and not null. */
    public boolean has(String field) {
        return this.root.hasNonNull(field);
    }

    /** Whether the field is present, possibly null. */
    boolean contains(String field) {
        return this.root.has(field);
    }

    /**
     * The value of a field, or the fallback if the field is absent.
     * @throws CheckpointException if it is not an integer below 2^31
     */
    public int integer(String field, int fallback) throws CheckpointException {
        return this.root.has(field) ? integer(field, this.root.path(field)) : fallback;
    }

    /** An integer or a list of integers; null is an empty list. */
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

    /**
     * The value of a field, or the fallback if the field is absent.
     * @throws CheckpointException if it is not a finite number
     */
    public double number(String field, double fallback) throws CheckpointException {
        JsonNode value = this.root.path(field);
        boolean finite = value.isNumber() && Double.isFinite(value.asDouble(Double.NaN));
        return this.root.has(field) ? require(field, finite, "a finite number").doubleValue() : fallback;
    }

    /**
     * The value of a field, or the fallback if the field is absent.
     * @throws CheckpointException if it is not true or false
     */
    public boolean flag(String field, boolean fallback) throws CheckpointException {
        return this.root.has(field) ? require(field, this.root.path(field).isBoolean(), "true or false").booleanValue()
                : fallback;
    }

    /**
     * The value of a field, or the fallback if the field is absent.
     * @throws CheckpointException if it is not a string
     */
    public String string(String field, String fallback) throws CheckpointException {
        return this.root.has(field) ? require(field, this.root.path(field).isString(), "a string").stringValue()
                : fallback;
    }

    /**
     * The strings in a single value or a list of values; other values are ignored.
     */
    public List<String> strings(String field) {
        JsonNode value = this.root.path(field);
        Stream<JsonNode> values = value.isArray() ? value.valueStream() : Stream.of(value);
        return values.filter(JsonNode::isString).map(JsonNode::stringValue).toList();
    }

    /** Whether the field is a list of strings only. */
    public boolean isStrings(String field) {
        JsonNode value = this.root.path(field);
        return value.isArray() && value.valueStream().allMatch(JsonNode::isString);
    }

    /** Whether the field is truthy: not null, false or empty. */
    public boolean isSet(String field) {
        JsonNode value = this.root.path(field);
        boolean isFalse = value.isBoolean() && !value.booleanValue();
        return has(field) && !isFalse && (!value.isContainer() || !value.isEmpty());
    }

    /** The values of an object that maps to strings only. */
    List<String> stringValues(String field) throws CheckpointException {
        JsonNode value = this.root.path(field);
        boolean allStrings = value.isObject() && value.valueStream().allMatch(JsonNode::isString);
        return require(field, allStrings, "an object of strings").valueStream().map(JsonNode::stringValue).toList();
    }

    /** Creates an exception that names the file, the field, the rule and the value. */
    public CheckpointException rejection(String field, String rule) {
        return new CheckpointException(this.file, field + " " + rule + "; given: " + shown(this.root.path(field)));
    }

    private int integer(String field, JsonNode value) throws CheckpointException {
        double number = value.isNumber() ? value.asDouble(Double.NaN) : Double.NaN;
        require(field, number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE, "an integer below 2^31");
        return (int) number;
    }

    private JsonNode require(String field, boolean typeFits, String type) throws CheckpointException {
        if (!typeFits) {
            throw rejection(field, "must be " + type);
        }
        return this.root.path(field);
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return (text.length() <= MAX_SHOWN) ? text : Excerpt.of(text, MAX_SHOWN) + "...";
    }

}

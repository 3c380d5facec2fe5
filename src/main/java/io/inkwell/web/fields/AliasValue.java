package io.inkwell.web.fields;

import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;

/** Values of fields that came under another server's name. */
final class AliasValue {

    /** Where every number below 0 means that there is no limit but the context. */
    private static final Set<String> UNLIMITED_BELOW_ZERO = Set.of("n_predict", "num_predict");

    private static final String STOP = "stop";

    private AliasValue() {
    }

    /** The value as this service's own field has it. */
    static JsonNode of(String name, JsonNode value) {
        boolean isUnlimited = UNLIMITED_BELOW_ZERO.contains(name) && value.isInt() && value.intValue() < 0;
        return isUnlimited ? IntNode.valueOf(-1) : value;
    }

    /** Whether two values of one field mean the same. */
    static boolean areEqual(String field, JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        return field.equals(STOP) ? strings(one).equals(strings(other)) : one.equals(other);
    }

    /** Whether a value of a field asks for nothing. */
    static boolean isAbsent(String field, JsonNode value) {
        return value.isNull() || field.equals(STOP) && value.isArray() && value.isEmpty();
    }

    /** The order of stop strings has no meaning. */
    private static Set<JsonNode> strings(JsonNode stop) {
        return stop.isArray() ? stop.valueStream().collect(Collectors.toSet()) : Set.of(stop);
    }

}

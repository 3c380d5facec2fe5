package io.inkwell.web.fields;

import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;

/** Converts values of aliased fields. */
final class AliasValue {

    /** Aliases for which every negative number means unlimited. */
    private static final Set<String> UNLIMITED_BELOW_ZERO = Set.of("n_predict", "num_predict");

    private static final String STOP = "stop";

    private AliasValue() {
    }

    /** Returns the value in the format of the aliased field. */
    static JsonNode of(String name, JsonNode value) {
        boolean isUnlimited = UNLIMITED_BELOW_ZERO.contains(name) && value.isInt() && value.intValue() < 0;
        return isUnlimited ? IntNode.valueOf(-1) : value;
    }

    /** Whether two values of one field are equivalent. */
    static boolean areEqual(String field, JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            boolean isFinite = Double.isFinite(one.doubleValue()) && Double.isFinite(other.doubleValue());
            return isFinite ? one.decimalValue().compareTo(other.decimalValue()) == 0
                    : one.doubleValue() == other.doubleValue();
        }
        return field.equals(STOP) ? strings(one).equals(strings(other)) : one.equals(other);
    }

    /** Whether a value is equivalent to an omitted field. */
    static boolean isAbsent(String field, JsonNode value) {
        return value.isNull() || field.equals(STOP) && value.isArray() && value.isEmpty();
    }

    /** Stop strings as a set, because their order has no meaning. */
    private static Set<JsonNode> strings(JsonNode stop) {
        return stop.isArray() ? stop.valueStream().collect(Collectors.toSet()) : Set.of(stop);
    }

}

package io.inkwell.grammar.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.apache.lucene.util.automaton.Automaton;
import tools.jackson.databind.JsonNode;

import io.inkwell.grammar.automaton.Language;

/** The values that {@code enum} and {@code const} list. */
record Constants(Keywords keywords, Set<String> types) {

    Automaton values() {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : this.keywords.has("enum") ? this.keywords.list("enum")
                : List.of(this.keywords.get("const"))) {
            boolean isConstant = !this.keywords.has("const") || each.equals(this.keywords.get("const"));
            if (isConstant && hasType(each)) {
                texts.add(each.toString());
            }
        }
        if (texts.isEmpty()) {
            throw this.keywords.error("enum and const allow no value of the type");
        }
        return Language.texts(texts);
    }

    private boolean hasType(JsonNode value) {
        return this.types.contains("any") || this.types.contains(typeOf(value))
                || (isWhole(value) && this.types.contains("number"));
    }

    /** In JSON Schema, 1.0 is an integer. */
    private static boolean isWhole(JsonNode value) {
        return value.isIntegralNumber() || (value.isNumber() && Double.isFinite(value.numberValue().doubleValue())
                && value.decimalValue().stripTrailingZeros().scale() <= 0);
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            default -> isWhole(value) ? "integer" : "number";
        };
    }

}

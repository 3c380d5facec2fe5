package io.inkwell.openai.chat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes values of template variables of JSON. */
final class TemplateValues {

    private TemplateValues() {
    }

    static Map<String, @Nullable Object> ofObject(JsonNode object) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        object.forEachEntry((name, value) -> values.put(name, of(value)));
        return values;
    }

    static @Nullable Object of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> ofObject(node);
            case ARRAY -> node.valueStream().map(TemplateValues::of).collect(Collectors.toList());
            case STRING -> node.stringValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            default -> null;
        };
    }

    private static Object number(JsonNode node) {
        if (!node.isIntegralNumber()) {
            return node.doubleValue();
        }
        return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
    }

}

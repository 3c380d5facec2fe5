package io.inkwell.docs;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Boundary values of a schema: the last valid ones and the first invalid ones.
 */
final class SchemaBounds {

    private static final JsonNodeFactory JSON = JsonMapper.shared().getNodeFactory();

    private static final double A_BIT = 0.125;

    private final ApiDocument document;

    SchemaBounds(ApiDocument document) {
        this.document = document;
    }

    List<JsonNode> inside(JsonNode schema) {
        return candidates(schema).distinct()
            .filter((value) -> !value.isNull() && this.document.validate(schema, value).isEmpty())
            .toList();
    }

    List<JsonNode> outside(JsonNode schema) {
        return candidates(schema).distinct()
            .filter((value) -> !this.document.validate(schema, value).isEmpty())
            .toList();
    }

    private Stream<JsonNode> candidates(JsonNode reference) {
        JsonNode schema = this.document.resolve(reference);
        List<JsonNode> candidates = new ArrayList<>(List.of(JSON.nullNode(), JSON.objectNode(), JSON.numberNode(0.5)));
        if (schema.has("enum")) {
            candidates.addAll(schema.path("enum").values());
            candidates.add(JSON.stringNode("another"));
        }
        Stream.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
            .map(schema::path)
            .filter(JsonNode::isNumber)
            .forEach((bound) -> candidates.addAll(around(bound, isInteger(schema))));
        if (schema.has("not")) {
            candidates.add(schema.path("not").path("const"));
        }
        switch (schema.path("format").asString("")) {
            case "int32" -> candidates.add(JSON.numberNode(1L << 31));
            case "int64" -> candidates.add(JSON.numberNode(BigInteger.ONE.shiftLeft(63)));
            default -> {
            }
        }
        if (schema.has("minLength")) {
            candidates.add(JSON.stringNode(""));
            candidates.add(text(schema.path("maxLength").intValue(1)));
            candidates.add(text(schema.path("maxLength").intValue(1) + 1));
        }
        if (schema.has("items")) {
            candidates.addAll(arrays(schema));
        }
        if (schema.path("additionalProperties").isObject()) {
            candidates.addAll(objects(schema));
        }
        return Stream.concat(candidates.stream(), schema.path("anyOf").valueStream().flatMap(this::candidates));
    }

    private static boolean isInteger(JsonNode schema) {
        return schema.path("type").toString().contains("integer");
    }

    private static List<JsonNode> around(JsonNode bound, boolean isInteger) {
        if (isInteger) {
            return IntStream.rangeClosed(-1, 1)
                .<JsonNode>mapToObj((step) -> JSON.numberNode(bound.intValue() + step))
                .toList();
        }
        return List.of(JSON.numberNode(bound.doubleValue() - A_BIT), bound,
                JSON.numberNode(bound.doubleValue() + A_BIT));
    }

    private static JsonNode text(int length) {
        return JSON.stringNode("a".repeat(length));
    }

    private List<JsonNode> arrays(JsonNode schema) {
        List<JsonNode> arrays = new ArrayList<>();
        for (JsonNode item : candidates(schema.path("items")).toList()) {
            arrays.add(array(item, 1));
        }
        arrays.add(JSON.arrayNode());
        if (schema.has("maxItems")) {
            JsonNode item = inside(schema.path("items")).get(0);
            arrays.add(array(item, schema.path("maxItems").intValue()));
            arrays.add(array(item, schema.path("maxItems").intValue() + 1));
        }
        return arrays;
    }

    private static ArrayNode array(JsonNode item, int length) {
        return JSON.arrayNode().addAll(Collections.nCopies(length, item));
    }

    private List<JsonNode> objects(JsonNode schema) {
        List<JsonNode> objects = new ArrayList<>();
        for (JsonNode value : candidates(schema.path("additionalProperties")).toList()) {
            objects.add(JSON.objectNode().set("1", value));
        }
        objects.add(JSON.objectNode().put("a", 1));
        for (int size : new int[] { schema.path("maxProperties").intValue(),
                schema.path("maxProperties").intValue() + 1 }) {
            ObjectNode object = JSON.objectNode();
            IntStream.range(0, size).forEach((i) -> object.put(String.valueOf(i), 1));
            objects.add(object);
        }
        return objects;
    }

}

package io.inkwell.tokenizer.definition;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The values of the {@code $name} placeholders in a blueprint. */
final class Placeholders {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final String SIGN = "$";

    private static final String CONDITION = "$if";

    private final String className;

    private final TokenizerDefinition file;

    private final Map<String, JsonNode> values = new HashMap<>();

    /**
     * @param className the name of the blueprint in messages
     * @param file the definition from which the tokenizer is built
     */
    Placeholders(String className, TokenizerDefinition file) {
        this.className = className;
        this.file = file;
    }

    /**
     * Sets an option from the config, or to its default if the config has none or one of
     * another type.
     */
    void setOption(String name, ObjectNode config, JsonNode byDefault) {
        JsonNode given = config.path(name);
        boolean isGiven = given.getNodeType() == byDefault.getNodeType() || (byDefault.isNull() && given.isBoolean());
        this.values.put(name, isGiven ? given : byDefault);
    }

    /** Sets the special tokens by field name. */
    void setTokens(Map<String, String> tokens) {
        tokens.forEach((field, token) -> this.values.put(field, JSON.stringNode(token)));
    }

    /**
     * Sets the precompiled SentencePiece rules from the file's normalizers; null if there
     * are none.
     */
    void setPrecompiled() {
        JsonNode normalizer = this.file.section("normalizer");
        JsonNode precompiled = isPrecompiled(normalizer) ? normalizer
                : normalizer.path("normalizers")
                    .valueStream()
                    .filter(Placeholders::isPrecompiled)
                    .findFirst()
                    .orElse(JSON.nullNode());
        this.values.put("precompiled", precompiled);
    }

    private static boolean isPrecompiled(JsonNode normalizer) {
        return normalizer.path("type").asString("").equals("Precompiled");
    }

    /**
     * Returns a copy with all values filled in; list items that become null are dropped.
     * @throws IOException if a value is missing
     */
    JsonNode fill(JsonNode node) throws IOException {
        if (node.isString() && node.stringValue().startsWith(SIGN)) {
            return value(node.stringValue().substring(SIGN.length()));
        }
        if (node.has(CONDITION)) {
            return fill(node.path(value(node.path(CONDITION).stringValue()).asBoolean() ? "then" : "else"));
        }
        if (node.isArray()) {
            return fillList(node);
        }
        return node.isObject() ? fillObject(node) : node;
    }

    private ArrayNode fillList(JsonNode list) throws IOException {
        ArrayNode filled = JSON.arrayNode();
        for (JsonNode each : list) {
            JsonNode item = fill(each);
            if (!item.isNull()) {
                filled.add(item);
            }
        }
        return filled;
    }

    private ObjectNode fillObject(JsonNode object) throws IOException {
        ObjectNode filled = JSON.objectNode();
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            filled.set(each.getKey(), fill(each.getValue()));
        }
        return filled;
    }

    private JsonNode value(String name) throws IOException {
        JsonNode value = this.values.get(name);
        if (value == null) {
            throw this.file
                .rejection(this.className + " needs " + name + ", but the files of the folder set it to null");
        }
        return value;
    }

}

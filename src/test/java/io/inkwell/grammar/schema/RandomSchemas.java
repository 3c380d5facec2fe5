package io.inkwell.grammar.schema;

import java.util.List;
import java.util.Random;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Generates schemas of the supported keywords. */
public final class RandomSchemas {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final List<String> NAMES = List.of("id", "name", "naïve", "a \"b\"", "tags", "x", "xy", "\\", "日本");

    private static final List<String> PATTERNS = List.of("^[a-z]{2,8}$", "^\\d{3}-\\d{4}$", "[aeiou]",
            "^(yes|no|\"maybe\")$", "^.{0,5}\\\\$", "x+$");

    private static final List<String> FORMATS = List.of("date", "time", "date-time", "uuid", "ipv4");

    private static final List<String> CONSTANTS = List.of("1", "\"a\\nb\"", "null", "true", "[1,\"é\"]", "{\"k\":{}}",
            "-2.5");

    private final Random random;

    public RandomSchemas(long seed) {
        this.random = new Random(seed);
    }

    /** A schema whose definition {@code node} can be referenced. */
    public JsonNode next() {
        ObjectNode schema = schema(3);
        ObjectNode node = JSON.createObjectNode().put("type", "object");
        node.putObject("properties").set("value", schema(1));
        ((ObjectNode) node.get("properties")).putObject("next").put("$ref", "#/$defs/node");
        schema.putObject("$defs").set("node", node);
        return schema;
    }

    private ObjectNode schema(int depth) {
        ObjectNode schema = JSON.createObjectNode();
        if (this.random.nextInt(4) == 0) {
            schema.put("title", "anything");
        }
        switch (this.random.nextInt((depth > 0) ? 12 : 7)) {
            case 0 -> integer(schema.put("type", "integer"));
            case 1 -> schema.put("type", "number");
            case 2 -> schema.putArray("type").add("boolean").add("null");
            case 3 -> string(schema);
            case 4 -> string(schema.put("type", "string"));
            case 5 -> schema.set("enum", constants());
            case 6 -> schema.set("const", JSON.readTree(oneOf(CONSTANTS)));
            case 7 -> array(schema, depth);
            case 8 -> anyOf(schema, depth);
            case 9 -> schema.put("$ref", "#/$defs/node");
            default -> object(schema, depth);
        }
        return schema;
    }

    private void integer(ObjectNode schema) {
        int min = this.random.nextInt(-2000, 2000);
        if (this.random.nextBoolean()) {
            schema.put("minimum", min);
        }
        if (this.random.nextBoolean()) {
            schema.put("exclusiveMaximum", min + this.random.nextInt(1, 2000));
        }
    }

    private void string(ObjectNode schema) {
        switch (this.random.nextInt(4)) {
            case 0 -> schema.put("pattern", oneOf(PATTERNS));
            case 1 -> schema.put("type", "string").put("format", oneOf(FORMATS));
            case 2 -> schema.put("minLength", this.random.nextInt(4)).put("maxLength", 4 + this.random.nextInt(40));
            default -> schema.put("type", "string").put("minLength", this.random.nextInt(4));
        }
    }

    private ArrayNode constants() {
        ArrayNode constants = JSON.createArrayNode();
        int size = 1 + this.random.nextInt(4);
        for (int i = 0; i < size; i++) {
            constants.add(JSON.readTree(oneOf(CONSTANTS)));
        }
        return constants;
    }

    private void array(ObjectNode schema, int depth) {
        schema.put("type", "array").set("items", schema(depth - 1));
        int min = this.random.nextInt(3);
        schema.put("minItems", min);
        if (this.random.nextBoolean()) {
            schema.put("maxItems", min + this.random.nextInt(3));
        }
    }

    private void anyOf(ObjectNode schema, int depth) {
        ArrayNode alternatives = schema.putArray("anyOf");
        int size = 1 + this.random.nextInt(3);
        for (int i = 0; i < size; i++) {
            alternatives.add(schema(depth - 1));
        }
    }

    private void object(ObjectNode schema, int depth) {
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        int size = this.random.nextInt(5);
        for (int i = 0; i < size; i++) {
            String name = oneOf(NAMES);
            if (!properties.has(name)) {
                properties.set(name, schema(depth - 1));
                if (this.random.nextBoolean()) {
                    required.add(name);
                }
            }
        }
        switch (this.random.nextInt(4)) {
            case 0 -> schema.put("additionalProperties", false);
            case 1 -> schema.put("additionalProperties", true);
            case 2 -> schema.set("additionalProperties", schema(0));
            default -> required.add("undeclared");
        }
    }

    private String oneOf(List<String> values) {
        return values.get(this.random.nextInt(values.size()));
    }

}

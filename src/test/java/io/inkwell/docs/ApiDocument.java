package io.inkwell.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document as served, parsed for tests. */
public final class ApiDocument {

    private static final Pattern CLOSED = Pattern
        .compile("/admin/.*|/v1/(un)?load_lora_adapter|/v1/(files|fine_tuning)(/.*)?");

    private static final String ROOT = "https://inkwell.test/openapi.json";

    private final JsonNode root = read();

    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
            (registry) -> registry.schemas(Map.of(ROOT, closed(this.root).toString())));

    private final Map<JsonNode, Schema> compiled = new HashMap<>();

    private static JsonNode read() {
        try {
            return JsonMapper.shared().readTree(new OpenApiController(JsonMapper.shared()).json().getBody());
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    public JsonNode root() {
        return this.root;
    }

    /** An operation of the document. */
    record Operation(String method, String path, JsonNode definition) {

        /** The named examples of its request body; empty without a body. */
        JsonNode requests() {
            return this.definition.at("/requestBody/content/application~1json/examples");
        }

        /** Whether it needs no key of an operator and no folder for fine-tuning. */
        boolean isOpen() {
            return !CLOSED.matcher(this.path).matches();
        }

        /** Whether its errors have the format of TGI. */
        boolean isTgi() {
            return isTgi(this.path);
        }

        static boolean isTgi(String path) {
            return Set.of("/", "/generate", "/generate_stream").contains(path);
        }

        @Override
        public String toString() {
            return this.method + " " + this.path;
        }

    }

    List<Operation> operations() {
        return this.root.path("paths")
            .propertyStream()
            .flatMap((path) -> Stream.of("get", "post", "delete").flatMap((method) -> {
                JsonNode definition = path.getValue().path(method);
                return definition.isObject()
                        ? Stream.of(new Operation(method.toUpperCase(Locale.ROOT), path.getKey(), definition))
                        : Stream.empty();
            }))
            .toList();
    }

    public JsonNode schema(String name) {
        return this.root.path("components").path("schemas").required(name);
    }

    /**
     * The properties of a schema, including those of schemas that it combines.
     */
    public Map<String, JsonNode> properties(JsonNode schema) {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        resolve(schema).path("properties").forEachEntry(properties::put);
        resolve(schema).path("allOf").forEach((part) -> properties.putAll(properties(part)));
        return properties;
    }

    /** Resolves a reference; returns anything else unchanged. */
    JsonNode resolve(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isString() ? resolve(this.root.requiredAt(reference.stringValue().substring(1))) : node;
    }

    /**
     * Violations of a schema by a value, including undocumented fields; empty if valid.
     */
    List<Error> validate(JsonNode schema, JsonNode value) {
        return this.compiled.computeIfAbsent(schema, this::compile).validate(value);
    }

    private Schema compile(JsonNode schema) {
        JsonNode absolute = JsonMapper.shared().readTree(schema.toString().replace("\"#/", "\"" + ROOT + "#/"));
        close(absolute);
        return this.schemas.getSchema(absolute);
    }

    // The document allows additional fields, as clients must tolerate them, but tests
    // require every field to be documented. JSON Schema treats format as an annotation.
    private static JsonNode closed(JsonNode root) {
        JsonNode copy = root.deepCopy();
        List<String> parts = copy.findParents("allOf")
            .stream()
            .flatMap((whole) -> whole.path("allOf").valueStream())
            .map((part) -> part.path("$ref").asString(""))
            .toList();
        copy.path("components").path("schemas").forEachEntry((name, schema) -> {
            if (!parts.contains("#/components/schemas/" + name)) {
                close(schema);
            }
        });
        return copy;
    }

    private static void close(JsonNode node) {
        boolean isObject = node.has("properties") || node.has("allOf");
        if (isObject) {
            ((ObjectNode) node).put("unevaluatedProperties", false);
        }
        switch (node.path("format").asString("")) {
            case "int32" -> ((ObjectNode) node).putIfAbsent("maximum", IntNode.valueOf(Integer.MAX_VALUE));
            case "int64" -> ((ObjectNode) node).putIfAbsent("maximum", LongNode.valueOf(Long.MAX_VALUE));
            default -> {
            }
        }
        node.forEachEntry((name, child) -> {
            if (!name.equals("allOf")) {
                close(child);
            }
        });
        if (node.isArray()) {
            node.forEach(ApiDocument::close);
        }
    }

}

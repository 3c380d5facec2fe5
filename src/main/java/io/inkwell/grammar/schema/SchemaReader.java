package io.inkwell.grammar.schema;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.lucene.util.automaton.Automaton;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

import io.inkwell.grammar.automaton.FormException;
import io.inkwell.grammar.automaton.Grammar;
import io.inkwell.grammar.automaton.Language;
import io.inkwell.grammar.automaton.Rules;

/**
 * Reads a JSON schema as a grammar. All that the grammar generates is valid, but not all
 * that is valid is generated: properties keep the order of the schema, and each value has
 * one spelling. A schema that is referenced becomes a rule; any other is part of the rule
 * of the schema around it.
 */
public final class SchemaReader {

    private static final int MAX_DEPTH = 64;

    /** The most states of all copies of a schema in the rule around it. */
    private static final int MAX_COPIED = 1000;

    private static final List<String> TYPES = List.of("object", "array", "string", "number", "integer", "boolean",
            "null");

    private final JsonNode root;

    private final boolean strict;

    private final Rules rules;

    private final AnyJson any;

    private final Map<String, Integer> references = new HashMap<>();

    /** Referenced schemas that are not read yet. */
    private final Deque<Target> targets = new ArrayDeque<>();

    private int depth;

    private SchemaReader(JsonNode root, boolean strict, Rules rules) {
        this.root = root;
        this.strict = strict;
        this.rules = rules;
        this.any = new AnyJson(rules);
    }

    /**
     * @param strict whether each object must list its properties as OpenAI's strict mode
     * demands: all of them required, and no others
     * @throws FormException if the schema is not supported
     */
    public static Grammar read(JsonNode schema, boolean strict) {
        Rules rules = new Rules();
        new SchemaReader(schema, strict, rules).define();
        return rules.compile();
    }

    /**
     * Reads schemas of which one is chosen by its name: a text is the name, a space, and
     * a value of the schema.
     * @throws FormException if a schema is not supported
     */
    public static Grammar readChoice(List<NamedSchema> schemas) {
        Rules rules = new Rules();
        int choice = rules.declare();
        rules.define(choice, Language.union(schemas.stream().map((each) -> named(each, rules)).toList()));
        return rules.compile();
    }

    private static Automaton named(NamedSchema named, Rules rules) {
        try {
            int values = new SchemaReader(named.schema(), named.strict(), rules).define();
            return Language.sequence(Language.text(named.name() + " "), rules.call(values));
        }
        catch (FormException ex) {
            throw new FormException("function " + named.name() + ": " + ex.getMessage());
        }
    }

    /** Defines the rule of the schema, and those of its references. */
    private int define() {
        int rule = declare("#", this.root);
        for (Target next = this.targets.poll(); next != null; next = this.targets.poll()) {
            this.rules.define(next.rule(), read(next.schema(), next.path()));
        }
        return rule;
    }

    /** Declares the rule of a schema that is referenced. */
    private int declare(String path, JsonNode schema) {
        int rule = this.rules.declare();
        this.references.put(path, rule);
        this.targets.add(new Target(rule, schema, path));
        return rule;
    }

    private record Target(int rule, JsonNode schema, String path) {
    }

    /**
     * The values of a schema.
     * @param path its place in the root schema, for errors
     */
    Automaton read(JsonNode schema, String path) {
        if (schema.isBoolean() && schema.booleanValue()) {
            return this.any.value();
        }
        if (!schema.isObject()) {
            throw new FormException(schema.isBoolean() ? "false allows no value, at " + path
                    : "a schema must be an object or a boolean, at " + path);
        }
        this.rules.requireTime();
        if (++this.depth > MAX_DEPTH) {
            throw new FormException("schemas are nested more than " + MAX_DEPTH + " deep, at " + path);
        }
        Automaton values = read(Keywords.of(schema, path));
        this.depth--;
        return values;
    }

    private Automaton read(Keywords keywords) {
        if (keywords.has("$ref")) {
            keywords.requireAlone("$ref", Set.of());
            requireNoType(keywords, "$ref");
            return reference(keywords);
        }
        if (keywords.has("anyOf")) {
            keywords.requireAlone("anyOf", Set.of());
            requireNoType(keywords, "anyOf");
            return Language.union(readAll(keywords, "anyOf"));
        }
        if (keywords.has("allOf")) {
            keywords.requireAlone("allOf", Set.of());
            requireNoType(keywords, "allOf");
            if (keywords.list("allOf").size() != 1) {
                throw keywords.error("allOf is supported only with one schema");
            }
            return readAll(keywords, "allOf").get(0);
        }
        if (keywords.has("enum") || keywords.has("const")) {
            keywords.requireAlone("enum", Set.of("const"));
            return new Constants(keywords, types(keywords)).values();
        }
        return Language.union(types(keywords).stream().map((type) -> ofType(type, keywords)).toList());
    }

    private static void requireNoType(Keywords keywords, String name) {
        if (keywords.has("type")) {
            throw keywords.error(name + " and type are not supported together");
        }
    }

    private List<Automaton> readAll(Keywords keywords, String name) {
        List<Automaton> all = new ArrayList<>();
        for (JsonNode each : keywords.list(name)) {
            all.add(read(each, keywords.path(name) + "/" + all.size()));
        }
        if (all.isEmpty()) {
            throw keywords.error(name + " must contain at least one schema");
        }
        return all;
    }

    private Automaton reference(Keywords keywords) {
        String target = keywords.text("$ref");
        if (!target.equals("#") && !target.startsWith("#/")) {
            throw keywords.error("$ref is supported only within the schema, as # or #/...");
        }
        Integer known = this.references.get(target);
        if (known != null) {
            return this.rules.call(known);
        }
        JsonNode schema = resolve(target.substring(1));
        if (schema.isMissingNode()) {
            throw keywords.error("$ref has no target, \"" + target + "\"");
        }
        return this.rules.call(declare(target, schema));
    }

    private JsonNode resolve(String pointer) {
        try {
            return this.root
                .at(JsonPointer.compile(URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8)));
        }
        catch (IllegalArgumentException ex) {
            throw new FormException("$ref is not a JSON pointer: \"#" + pointer + "\"");
        }
    }

    /** The declared types; else those that the other keywords restrict; else all. */
    private static Set<String> types(Keywords keywords) {
        Set<String> types = new LinkedHashSet<>();
        if (keywords.has("type")) {
            JsonNode declared = keywords.get("type");
            for (JsonNode each : declared.isArray() ? declared : List.of(declared)) {
                if (!TYPES.contains(each.asString(""))) {
                    throw keywords.error("type must be one of " + String.join(", ", TYPES) + ", or a list of them");
                }
                types.add(each.stringValue());
            }
            if (types.isEmpty()) {
                throw keywords.error("type must contain at least one type");
            }
            return types;
        }
        if (keywords.hasAny(Keywords.OF_OBJECTS)) {
            types.add("object");
        }
        if (keywords.hasAny(Keywords.OF_ARRAYS)) {
            types.add("array");
        }
        if (keywords.hasAny(Keywords.OF_STRINGS)) {
            types.add("string");
        }
        return types.isEmpty() ? Set.of("any") : types;
    }

    private Automaton ofType(String type, Keywords keywords) {
        return switch (type) {
            case "object" -> object(keywords);
            case "array" -> array(keywords);
            case "string" -> new StringSchema(keywords, this.rules).values();
            case "number" -> JsonText.number();
            case "integer" -> new IntegerSchema(keywords, this.rules).values();
            case "boolean" -> Language.texts(List.of("true", "false"));
            case "null" -> Language.text("null");
            default -> this.any.value();
        };
    }

    private Automaton object(Keywords keywords) {
        if (this.strict || keywords.hasAny(Keywords.OF_OBJECTS)) {
            return new ObjectSchema(keywords, this, this.strict).values(this.rules);
        }
        return this.any.object();
    }

    private Automaton array(Keywords keywords) {
        return keywords.hasAny(Keywords.OF_ARRAYS) ? new ArraySchema(keywords, this).values() : this.any.array();
    }

    /** The same values, as a rule if they would be copied into too many states. */
    Automaton shared(Automaton values, long numCopies) {
        if (numCopies * values.getNumStates() <= MAX_COPIED) {
            return values;
        }
        int rule = this.rules.declare();
        this.rules.define(rule, values);
        return this.rules.call(rule);
    }

}

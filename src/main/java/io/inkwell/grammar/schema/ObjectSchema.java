package io.inkwell.grammar.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.lucene.util.automaton.Automaton;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

import io.inkwell.grammar.automaton.Language;
import io.inkwell.grammar.automaton.Rules;

/**
 * The objects of a schema. Properties come in the order of the schema, and optional ones
 * may be left out. If additional properties are allowed explicitly, they come last.
 */
final class ObjectSchema {

    private final Keywords keywords;

    private final SchemaReader schemas;

    /** The schemas of the properties by name. */
    private final Map<String, JsonNode> properties = new LinkedHashMap<>();

    private final Set<String> required = new LinkedHashSet<>();

    /** The schema of other properties; null for none. */
    private final @Nullable JsonNode additional;

    ObjectSchema(Keywords keywords, SchemaReader schemas, boolean strict) {
        this.keywords = keywords;
        this.schemas = schemas;
        JsonNode given = keywords.get("additionalProperties");
        boolean isClosed = given.isMissingNode() || (given.isBoolean() && !given.booleanValue());
        this.additional = isClosed ? null : given;
        readProperties();
        readRequired(given);
        if (strict) {
            requireStrict(given);
        }
    }

    private void readProperties() {
        if (this.keywords.has("properties") && !this.keywords.get("properties").isObject()) {
            throw this.keywords.error("properties must be an object");
        }
        this.keywords.get("properties").forEachEntry(this.properties::put);
    }

    private void readRequired(JsonNode additional) {
        if (!this.keywords.has("required")) {
            return;
        }
        for (JsonNode each : this.keywords.list("required")) {
            if (!each.isString()) {
                throw this.keywords.error("required must be a list of names");
            }
            String name = each.stringValue();
            this.required.add(name);
            this.properties.putIfAbsent(name, additional.isMissingNode() ? BooleanNode.TRUE : additional);
        }
    }

    private void requireStrict(JsonNode given) {
        if (!given.isBoolean() || given.booleanValue()) {
            throw this.keywords.error("additionalProperties must be false when strict is true");
        }
        if (!this.required.equals(this.properties.keySet())) {
            throw this.keywords.error("required must list all properties when strict is true");
        }
    }

    Automaton values(Rules rules) {
        List<Member> members = new ArrayList<>();
        this.properties.forEach((name, schema) -> {
            boolean isRequired = this.required.contains(name);
            boolean isLeftOut = !isRequired && schema.isBoolean() && !schema.booleanValue();
            if (!isLeftOut) {
                members.add(new Member(member(name, schema), isRequired));
            }
        });
        MemberList list = (this.additional == null) ? new MemberList()
                : new MemberList(additional(this.additional, rules));
        for (int i = members.size() - 1; i >= 0; i--) {
            rules.requireTime();
            list.prepend(members.get(i).value(), members.get(i).isRequired());
        }
        return Language.sequence(Language.text("{"), list.finish(), Language.text("}"));
    }

    private record Member(Automaton value, boolean isRequired) {
    }

    private Automaton member(String name, JsonNode schema) {
        return Language.sequence(Language.text(StringNode.valueOf(name).toString()), JsonText.colon(),
                this.schemas.read(schema, this.keywords.path("properties") + "/" + name));
    }

    /**
     * A property without a schema of its own. Its name must not be one of the others,
     * which would then have two values.
     */
    private Automaton additional(JsonNode schema, Rules rules) {
        Automaton names = rules.deterministic(JsonText.string(JsonText.anyCharacters()));
        if (!this.properties.isEmpty()) {
            names = Language.minus(names, Language
                .texts(this.properties.keySet().stream().map((name) -> StringNode.valueOf(name).toString()).toList()));
        }
        return Language.sequence(names, JsonText.colon(),
                this.schemas.read(schema, this.keywords.path("additionalProperties")));
    }

}

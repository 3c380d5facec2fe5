package io.inkwell.grammar.schema;

import org.apache.lucene.util.automaton.Automaton;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

import io.inkwell.grammar.automaton.Language;

/** The arrays of a schema. */
record ArraySchema(Keywords keywords, SchemaReader schemas) {

    Automaton values() {
        int min = this.keywords.count("minItems", 0);
        int max = this.keywords.count("maxItems", JsonText.UNLIMITED);
        JsonNode items = this.keywords.has("items") ? this.keywords.get("items") : BooleanNode.TRUE;
        if (max < min) {
            throw this.keywords.error("maxItems must be at least minItems");
        }
        if (max == 0 || (min == 0 && items.isBoolean() && !items.booleanValue())) {
            return Language.text("[]");
        }
        Automaton item = this.schemas.shared(this.schemas.read(items, this.keywords.path("items")),
                Math.max(min, (max == JsonText.UNLIMITED) ? 2 : max));
        return JsonText.list("[", item, min, max, "]");
    }

}

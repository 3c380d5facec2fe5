package io.inkwell.grammar.schema;

import org.apache.lucene.util.automaton.Automaton;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

import io.inkwell.grammar.automaton.Language;

/** The arrays of a schema. */
record ArraySchema(Keywords keywords, SchemaReader schemas) {

    private static final int UNLIMITED = Integer.MAX_VALUE;

    Automaton values() {
        int min = this.keywords.count("minItems", 0);
        int max = this.keywords.count("maxItems", UNLIMITED);
        JsonNode items = this.keywords.has("items") ? this.keywords.get("items") : BooleanNode.TRUE;
        if (max < min) {
            throw this.keywords.error("maxItems must be at least minItems");
        }
        if (max == 0 || (min == 0 && items.isBoolean() && !items.booleanValue())) {
            return Language.text("[]");
        }
        Automaton item = this.schemas.shared(this.schemas.read(items, this.keywords.path("items")),
                Math.max(min, (max == UNLIMITED) ? 2 : max));
        Automaton next = Language.sequence(JsonText.comma(), item);
        int others = Math.max(0, min - 1);
        Automaton rest = (max == UNLIMITED) ? Language.repeat(next, others) : Language.repeat(next, others, max - 1);
        Automaton all = Language.sequence(item, rest);
        return Language.sequence(Language.text("["), (min == 0) ? Language.optional(all) : all, Language.text("]"));
    }

}

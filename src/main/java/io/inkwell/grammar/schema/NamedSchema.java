package io.inkwell.grammar.schema;

import tools.jackson.databind.JsonNode;

/**
 * A schema whose values follow a name and a space.
 *
 * @param name differs from the names of the other schemas, and contains no space
 * @param strict as in {@link SchemaReader#read}
 */
public record NamedSchema(String name, JsonNode schema, boolean strict) {
}

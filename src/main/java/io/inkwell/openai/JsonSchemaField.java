package io.inkwell.openai;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.ServiceException;

/** A field that holds a JSON schema, or the text of one. */
public final class JsonSchemaField {

    /** Rejects duplicate names, like the reader of bodies. */
    private static final ObjectReader TREES = JsonMapper.shared()
        .reader()
        .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private JsonSchemaField() {
    }

    /** A null in the body is a node, not null. */
    static @Nullable JsonNode given(@Nullable JsonNode sent) {
        return (sent == null || sent.isNull()) ? null : sent;
    }

    /**
     * Returns the schema. vLLM and TGI also accept its text.
     * @throws ServiceException an invalid request if the text is not JSON
     */
    public static JsonNode parsed(String field, JsonNode schema) {
        if (!schema.isString()) {
            return schema;
        }
        try {
            return TREES.readTree(schema.stringValue());
        }
        catch (JacksonException ex) {
            throw ServiceException.invalid(field,
                    field + " must be a JSON schema or its text; given: text that is not JSON, or repeats a name");
        }
    }

}

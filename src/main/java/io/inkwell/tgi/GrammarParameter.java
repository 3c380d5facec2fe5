package io.inkwell.tgi;

import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;
import io.inkwell.grammar.OutputForm;
import io.inkwell.grammar.RequestedForm;
import io.inkwell.openai.JsonSchemaField;
import io.inkwell.web.fields.GivenValue;
import io.inkwell.web.fields.ObjectFields;
import io.inkwell.web.fields.UnknownFields;

/**
 * The form of the output, as TGI names it.
 *
 * @param type {@code json}, {@code json_object}, {@code json_schema} or {@code regex}
 * @param value a JSON schema or its text; for {@code json_schema} an object with the
 * schema; for {@code regex} the expression that the whole output matches
 */
record GrammarParameter(@Nullable String type, @Nullable JsonNode value) {

    private static final String FIELD = "grammar";

    private static final String VALUE = "grammar.value";

    /** As in TGI, only the schema has an effect. */
    private static final ObjectFields NAMED = new ObjectFields(Set.of("schema"),
            Set.of("name", "description", "strict"));

    /**
     * @throws ServiceException an invalid request that names the field
     */
    RequestedForm toForm(UnknownFields unknown) {
        String given = Objects.requireNonNullElse(this.type, "");
        return new RequestedForm(FIELD, switch (given) {
            case "json", "json_object" -> schema(VALUE, this.value);
            case "json_schema" -> schema(VALUE + ".schema", named(unknown).get("schema"));
            case "regex" -> regex();
            default -> throw ServiceException.invalid(FIELD,
                    FIELD + ".type must be json, json_object, json_schema or regex; given: "
                            + (given.isEmpty() ? "nothing" : "another string"));
        });
    }

    private JsonNode named(UnknownFields unknown) {
        if (this.value == null || !this.value.isObject()) {
            throw ServiceException.invalid(FIELD, VALUE
                    + " must be an object with a schema when the type is json_schema; given: " + shown(this.value));
        }
        NAMED.check(VALUE, this.value, unknown);
        return this.value;
    }

    private static OutputForm schema(String field, @Nullable JsonNode sent) {
        JsonNode schema = (sent != null) ? JsonSchemaField.parsed(field, sent) : null;
        if (schema == null || !schema.isObject()) {
            throw ServiceException.invalid(field, field + " must be a JSON schema; given: " + shown(schema));
        }
        return OutputForm.JsonSchema.of(schema, false);
    }

    private OutputForm regex() {
        if (this.value == null || !this.value.isString()) {
            throw ServiceException.invalid(FIELD,
                    VALUE + " must be a string when the type is regex; given: " + shown(this.value));
        }
        return new OutputForm.Regexp(this.value.stringValue());
    }

    private static String shown(@Nullable JsonNode value) {
        return (value != null) ? GivenValue.of(value) : "nothing";
    }

}

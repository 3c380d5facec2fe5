package io.inkwell.openai.responses;

import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;
import io.inkwell.grammar.OutputForm;
import io.inkwell.grammar.RequestedForm;
import io.inkwell.openai.ClientName;

/**
 * The format of the output, in a request and in its response.
 *
 * @param type {@code text}, {@code json_object} or {@code json_schema}
 * @param name of the schema; has no effect, like the description
 * @param schema for which the output is valid
 * @param strict whether the schema must follow OpenAI's strict mode
 */
@JsonPropertyOrder({ "type", "name", "description", "schema", "strict" })
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TextFormat(@Nullable String type, @Nullable String name, @Nullable String description,
        @Nullable JsonNode schema, @Nullable Boolean strict) {

    static final TextFormat PLAIN = ofType("text");

    private static final String FIELD = "text.format";

    private static TextFormat ofType(String type) {
        return new TextFormat(type, null, null, null, null);
    }

    /**
     * Returns the fields that the type has.
     * @throws ServiceException an invalid request that names the field
     */
    TextFormat checked() {
        String given = Objects.requireNonNullElse(this.type, "");
        return switch (given) {
            case "text" -> PLAIN;
            case "json_object" -> ofType(given);
            case "json_schema" -> new TextFormat(given, ClientName.require(FIELD + ".name", this.name),
                    this.description, requireSchema(), this.strict);
            default -> throw ServiceException.invalid(FIELD + ".type",
                    FIELD + ".type must be text, json_object or json_schema; given: "
                            + (given.isEmpty() ? "nothing" : "another string"));
        };
    }

    private JsonNode requireSchema() {
        if (this.schema == null || this.schema.isNull()) {
            throw ServiceException.invalid(FIELD + ".schema",
                    FIELD + ".schema must be a JSON schema when the type is json_schema; given: nothing");
        }
        return this.schema;
    }

    /** The form of a checked format; null for free text. */
    @Nullable RequestedForm toForm() {
        if (this.schema != null) {
            return new RequestedForm(FIELD, OutputForm.JsonSchema.of(this.schema, Boolean.TRUE.equals(this.strict)));
        }
        return equals(PLAIN) ? null : new RequestedForm(FIELD, new OutputForm.JsonObject());
    }

}

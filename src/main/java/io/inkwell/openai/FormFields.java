package io.inkwell.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;
import io.inkwell.grammar.OutputForm;
import io.inkwell.grammar.RequestedForm;
import io.inkwell.web.fields.FieldRules;

/**
 * The fields that ask for a form of the output, as OpenAI, vLLM and llama.cpp name them.
 * A body holds them with {@code @JsonUnwrapped}. Only one of them may ask for a form.
 *
 * @param guidedChoice texts, one of which is the output
 * @param guidedRegex an expression that the whole output matches
 * @param guidedJson a JSON schema, or its text
 * @param guidedGrammar a grammar in GBNF
 * @param grammar the same; empty for none
 * @param jsonSchema a JSON schema; empty for none
 */
public record FormFields(@Nullable ResponseFormat responseFormat, @Nullable StructuredOutputs structuredOutputs,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<String> guidedChoice, @Nullable String guidedRegex,
        @Nullable JsonNode guidedJson, @Nullable String guidedGrammar, @Nullable String grammar,
        @Nullable JsonNode jsonSchema) {

    /** Free text. */
    static final FormFields NONE = new FormFields(null, null, null, null, null, null, null, null);

    private static final int MAX_CHOICES = 10_000;

    /**
     * OpenAI's field.
     *
     * @param type {@code text}, {@code json_object} or {@code json_schema}
     * @param schema restricts {@code json_object}, as in llama.cpp
     */
    record ResponseFormat(@Nullable String type, @Nullable NamedSchema jsonSchema, @Nullable JsonNode schema) {
    }

    /**
     * A schema in OpenAI's field.
     *
     * @param name has no effect, like the description
     */
    record NamedSchema(@Nullable String name, @Nullable String description, @Nullable JsonNode schema,
            @Nullable Boolean strict) {
    }

    /**
     * vLLM's field.
     *
     * @param disableAnyWhitespace has no effect: there is at most one space anyway
     * @param disableAdditionalProperties has no effect: they must be allowed explicitly
     */
    record StructuredOutputs(@JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<String> choice,
            @Nullable String regex, @Nullable JsonNode json, @Nullable String grammar, @Nullable Boolean jsonObject,
            @Nullable Boolean disableAnyWhitespace, @Nullable Boolean disableAdditionalProperties) {
    }

    /**
     * The form that the output must have; null for free text.
     * @throws ServiceException an invalid request that names the field
     */
    public @Nullable RequestedForm toForm() {
        List<RequestedForm> forms = new ArrayList<>();
        add(forms, this.responseFormat);
        add(forms, this.structuredOutputs);
        addChoice(forms, "guided_choice", this.guidedChoice);
        addRegex(forms, "guided_regex", this.guidedRegex);
        addSchema(forms, "guided_json", this.guidedJson);
        addGrammar(forms, "guided_grammar", this.guidedGrammar);
        addGrammar(forms, "grammar", (this.grammar == null || this.grammar.isEmpty()) ? null : this.grammar);
        JsonNode schema = this.jsonSchema;
        addSchema(forms, "json_schema", (schema != null && schema.isObject() && schema.isEmpty()) ? null : schema);
        if (forms.size() > 1) {
            throw ServiceException.invalid(forms.get(1).field(),
                    "%s and %s must not be combined: the output has one form".formatted(forms.get(0).field(),
                            forms.get(1).field()));
        }
        return forms.isEmpty() ? null : forms.get(0);
    }

    private static void add(List<RequestedForm> forms, @Nullable ResponseFormat format) {
        if (format == null) {
            return;
        }
        String type = Objects.requireNonNullElse(format.type(), "");
        switch (type) {
            case "text" -> {
            }
            case "json_object" ->
                forms.add(new RequestedForm("response_format", jsonObject(JsonSchemaField.given(format.schema()))));
            case "json_schema" -> forms.add(new RequestedForm("response_format", schema(format.jsonSchema())));
            default -> throw ServiceException.invalid("response_format",
                    "response_format.type must be text, json_object or json_schema; given: "
                            + (type.isEmpty() ? "nothing" : "another string"));
        }
    }

    private static OutputForm jsonObject(@Nullable JsonNode schema) {
        return (schema != null) ? OutputForm.JsonSchema.of(schema, false) : new OutputForm.JsonObject();
    }

    private static OutputForm schema(@Nullable NamedSchema named) {
        JsonNode schema = (named != null) ? JsonSchemaField.given(named.schema()) : null;
        if (named == null || schema == null) {
            throw ServiceException.invalid("response_format",
                    "response_format.json_schema.schema must be a JSON schema when the type is json_schema; given: nothing");
        }
        return OutputForm.JsonSchema.of(schema, Boolean.TRUE.equals(named.strict()));
    }

    private static void add(List<RequestedForm> forms, @Nullable StructuredOutputs given) {
        if (given == null) {
            return;
        }
        int before = forms.size();
        addChoice(forms, "structured_outputs", given.choice());
        addRegex(forms, "structured_outputs", given.regex());
        addSchema(forms, "structured_outputs", given.json());
        addGrammar(forms, "structured_outputs", given.grammar());
        if (Boolean.TRUE.equals(given.jsonObject())) {
            forms.add(new RequestedForm("structured_outputs", new OutputForm.JsonObject()));
        }
        ServiceException.require(forms.size() == before + 1, "structured_outputs",
                "an object with one of choice, regex, json, grammar and json_object",
                forms.size() - before + " of them");
    }

    private static void addChoice(List<RequestedForm> forms, String field, @Nullable List<String> texts) {
        if (texts != null) {
            FieldRules.requireBetween(field, "the number of choices", texts.size(), 1, MAX_CHOICES);
            forms.add(new RequestedForm(field, new OutputForm.Choice(texts)));
        }
    }

    private static void addRegex(List<RequestedForm> forms, String field, @Nullable String pattern) {
        if (pattern != null) {
            forms.add(new RequestedForm(field, new OutputForm.Regexp(pattern)));
        }
    }

    private static void addGrammar(List<RequestedForm> forms, String field, @Nullable String grammar) {
        if (grammar != null) {
            forms.add(new RequestedForm(field, new OutputForm.Gbnf(grammar)));
        }
    }

    private static void addSchema(List<RequestedForm> forms, String field, @Nullable JsonNode sent) {
        JsonNode schema = JsonSchemaField.given(sent);
        if (schema != null) {
            forms.add(new RequestedForm(field, OutputForm.JsonSchema.of(JsonSchemaField.parsed(field, schema), false)));
        }
    }

}

package io.inkwell.web.fields;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.error.ServiceException;

/**
 * Translates a body to the fields of its record: renames aliases, drops fields without
 * effect, and rejects the rest.
 */
public final class FieldTranslation {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final BodyFields fields;

    private final UnknownFields unknown;

    private final ObjectNode body = JSON.objectNode();

    private final ClientFieldNames sentNames = new ClientFieldNames();

    private FieldTranslation(BodyFields fields, UnknownFields unknown) {
        this.fields = fields;
        this.unknown = unknown;
    }

    /**
     * @throws ServiceException an invalid request if the body contains an unknown field
     * or two contradictory fields
     */
    public static FieldTranslation of(JsonNode sent, Class<?> type, UnknownFields unknown) {
        FieldTranslation translation = new FieldTranslation(BodyFields.of(type), unknown);
        try {
            translation.translate(sent);
        }
        catch (ServiceException ex) {
            throw translation.sentNames.rename(ex);
        }
        return translation;
    }

    public JsonNode body() {
        return this.body;
    }

    public ClientFieldNames sentNames() {
        return this.sentNames;
    }

    private void translate(JsonNode sent) {
        sent.forEachEntry((name, value) -> {
            if (this.fields.contains(name)) {
                check(name, value);
                this.body.set(name, value);
            }
        });
        sent.forEachEntry((name, value) -> {
            if (!this.fields.contains(name) && !value.isNull()) {
                requireKnown(name);
                translate(name, value);
            }
        });
        // Last, because they depend on fields that any of their aliases may set.
        sent.forEachEntry((name, value) -> {
            if (!this.fields.contains(name) && !value.isNull()) {
                RepetitionWindow.require(name, value, this.body);
                limitContext(name, value);
            }
        });
    }

    private void limitContext(String name, JsonNode value) {
        if (name.equals(ContextLimit.NAME) && this.fields.contains(ContextLimit.FIELD)
                && given(this.body, ContextLimit.FIELD) == null) {
            JsonNode length = ContextLimit.promptLength(value, this.body);
            if (length.intValue() > 0) {
                set(ContextLimit.FIELD, name, length);
            }
        }
    }

    private void check(String name, JsonNode value) {
        check(name, this.fields.nested(name), value);
    }

    private void check(String path, @Nullable BodyFields nested, JsonNode value) {
        if (nested != null) {
            new ObjectFields(nested.names(), NeutralFields.NESTED).check(path, value, this.unknown);
            value.forEachEntry((name, inner) -> check(path + "." + name, nested.nested(name), inner));
        }
    }

    private void translate(String name, JsonNode value) {
        String target = FieldAliases.target(name, this.fields);
        if (BannedTokens.NAMES.contains(name) && this.fields.contains(BannedTokens.FIELD)) {
            addBans(name, value);
        }
        else if (name.equals(LlamaLogprobs.NAME) && this.fields.contains(LlamaLogprobs.FIELD)) {
            LlamaLogprobs.translate(value, this.fields).forEachEntry((field, each) -> set(field, name, each));
        }
        else if (target != null && !(name.equals("truncate") && !value.isIntegralNumber())) {
            set(target, name, AliasValue.of(name, value));
        }
        else if (UnsupportedFields.contains(name)) {
            UnsupportedFields.reject(name, value, this.unknown);
        }
    }

    private void addBans(String name, JsonNode value) {
        JsonNode given = this.body.get(BannedTokens.FIELD);
        if (given == null || given.isEmpty()) {
            this.sentNames.put(BannedTokens.FIELD, name);
        }
        BannedTokens.add(name, value, this.body);
    }

    private void requireKnown(String name) {
        if (this.unknown == UnknownFields.REFUSE && !KnownNames.contains(name, this.fields)) {
            throw UnknownField.rejection("", name, KnownNames.of(this.fields));
        }
    }

    private void set(String target, String name, JsonNode value) {
        JsonNode other = this.body.get(target);
        if (other != null && !AliasValue.isAbsent(target, other)) {
            if (!AliasValue.isAbsent(target, value) && !AliasValue.areEqual(target, other, value)) {
                throw ServiceException.invalid(name, "%s and %s are the same field and must be equal; given: %s and %s"
                    .formatted(name, this.sentNames.of(target), GivenValue.of(value), GivenValue.of(other)));
            }
            return;
        }
        this.body.set(target, value);
        this.sentNames.put(target, name);
    }

    static @Nullable JsonNode given(ObjectNode body, String field) {
        JsonNode value = body.get(field);
        return (value == null || value.isNull()) ? null : value;
    }

}

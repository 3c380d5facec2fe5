package io.inkwell.web.fields;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.error.ServiceException;

/**
 * Fields of other servers that ban tokens by id. They become entries {@code false} of
 * {@code logit_bias}, as in llama.cpp.
 */
final class BannedTokens {

    static final String FIELD = "logit_bias";

    static final Set<String> NAMES = Set.of("suppress_tokens", "banned_tokens", "custom_token_bans");

    private BannedTokens() {
    }

    /** Adds the bans to those of the body. */
    static void add(String name, JsonNode value, ObjectNode body) {
        List<JsonNode> ids = ids(name, value);
        if (ids.isEmpty()) {
            return;
        }
        ObjectNode biases = JsonNodeFactory.instance.objectNode();
        JsonNode given = LogitBiases.asObject(body.get(FIELD));
        if (given != null) {
            given.forEachEntry(biases::set);
        }
        for (JsonNode id : ids) {
            ServiceException.require(id.isInt(), name, "a list of token ids", GivenValue.of(id));
            biases.set(id.asString(), BooleanNode.FALSE);
        }
        body.set(FIELD, biases);
    }

    private static List<JsonNode> ids(String name, JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().toList();
        }
        List<JsonNode> ids = value.isString() ? numbers(value.stringValue()) : null;
        ServiceException.require(ids != null, name, "a list of token ids", GivenValue.of(value));
        return (ids != null) ? ids : List.of();
    }

    /** Text-generation-webui sends the ids as one comma-separated string. */
    private static @Nullable List<JsonNode> numbers(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        try {
            return Arrays.stream(text.split(","))
                .<JsonNode>map((id) -> IntNode.valueOf(Integer.parseInt(id.strip())))
                .toList();
        }
        catch (NumberFormatException ex) {
            return null;
        }
    }

}

package io.inkwell.web.fields;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code n_probs} of llama.cpp: how many of the most likely tokens to return, 0 for none.
 * Completions have one equivalent field, chat completions have two.
 */
final class LlamaLogprobs {

    static final String NAME = "n_probs";

    static final String FIELD = "logprobs";

    private static final String CHAT_FIELD = "top_logprobs";

    private LlamaLogprobs() {
    }

    /** Returns the equivalent fields of the body. */
    static ObjectNode translate(JsonNode value, BodyFields body) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        if (value.isInt() && value.intValue() == 0) {
            return fields;
        }
        if (body.contains(CHAT_FIELD)) {
            fields.set(FIELD, BooleanNode.TRUE);
            fields.set(CHAT_FIELD, value);
        }
        else {
            fields.set(FIELD, value);
        }
        return fields;
    }

}

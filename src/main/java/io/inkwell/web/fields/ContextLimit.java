package io.inkwell.web.fields;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.error.ServiceException;

/**
 * {@code truncation_length} of text-generation-webui: the maximum length of prompt and
 * output together, to which the prompt is truncated; 0 for no limit.
 */
final class ContextLimit {

    static final String NAME = "truncation_length";

    static final String FIELD = "truncate_prompt_tokens";

    private ContextLimit() {
    }

    /**
     * Returns the maximum number of prompt tokens.
     * @param body the translated body
     */
    static JsonNode promptLength(JsonNode value, ObjectNode body) {
        int length = value.isInt() ? value.intValue() : -1;
        ServiceException.require(length >= 0, NAME, "an integer of at least 0", GivenValue.of(value));
        JsonNode maxTokens = FieldTranslation.given(body, "max_tokens");
        int output = (maxTokens != null && maxTokens.isInt()) ? Math.max(0, maxTokens.intValue()) : 0;
        ServiceException.require(length == 0 || length > output, NAME, "0 or more than max_tokens",
                GivenValue.of(value));
        return IntNode.valueOf(length - output);
    }

}

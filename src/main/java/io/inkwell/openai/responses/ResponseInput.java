package io.inkwell.openai.responses;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.chat.ChatMessage;
import io.inkwell.completion.prompt.Prompt;
import io.inkwell.error.ServiceException;
import io.inkwell.openai.chat.MessageContent;
import io.inkwell.openai.chat.MessageRole;
import io.inkwell.web.fields.GivenValue;
import io.inkwell.web.fields.ObjectFields;
import io.inkwell.web.fields.UnknownFields;

/**
 * Reads {@code instructions} and {@code input} as a conversation. The output of an
 * earlier response may be part of the input. Only text is supported.
 */
final class ResponseInput {

    static final String FIELD = "input";

    private static final ObjectFields MESSAGE = new ObjectFields(Set.of("type", "role", "content"),
            Set.of("id", "status", "phase"));

    private static final MessageContent CONTENT = new MessageContent(
            Map.of("input_text", "text", "output_text", "text", "refusal", "refusal"),
            "\"input_text\" or \"output_text\", the only supported types",
            new ObjectFields(Set.of("type", "text", "refusal"), Set.of("annotations", "logprobs")));

    private ResponseInput() {
    }

    /**
     * @throws ServiceException an invalid request that names the part of the input
     */
    static Prompt.Chat read(@Nullable JsonNode input, @Nullable String instructions, UnknownFields unknown) {
        List<ChatMessage> messages = new ArrayList<>();
        if (instructions != null) {
            messages.add(new ChatMessage(ChatMessage.Role.SYSTEM, instructions, null));
        }
        messages.addAll(messages(input, unknown));
        return new Prompt.Chat(messages, true, false, false, Map.of());
    }

    private static List<ChatMessage> messages(@Nullable JsonNode input, UnknownFields unknown) {
        if (input != null && input.isString()) {
            return List.of(new ChatMessage(ChatMessage.Role.USER, input.stringValue(), null));
        }
        if (input == null || !input.isArray() || input.isEmpty()) {
            throw ServiceException.invalid(FIELD, FIELD + " must be a string or a non-empty list of messages; given: "
                    + ((input == null) ? "nothing" : input.isArray() ? "an empty list" : GivenValue.of(input)));
        }
        List<ChatMessage> messages = new ArrayList<>();
        for (JsonNode item : input.values()) {
            messages.add(message(FIELD + "[" + messages.size() + "]", item, unknown));
        }
        return messages;
    }

    private static ChatMessage message(String field, JsonNode item, UnknownFields unknown) {
        ServiceException.require(item.isObject(), field, "a JSON object", GivenValue.of(item));
        JsonNode type = item.path("type");
        ServiceException.require(type.isMissingNode() || type.isNull() || type.asString("").equals("message"),
                field + ".type", "\"message\" or absent, because there are no tools and no reasoning",
                type.isString() ? "another string" : GivenValue.of(type));
        MESSAGE.check(field, item, unknown);
        return new ChatMessage(MessageRole.of(field + ".role", item.path("role")),
                CONTENT.read(field + ".content", item.path("content"), unknown), null);
    }

}

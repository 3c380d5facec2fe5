package io.inkwell.openai.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.chat.ChatMessage;
import io.inkwell.error.ServiceException;
import io.inkwell.web.fields.GivenValue;
import io.inkwell.web.fields.ObjectFields;
import io.inkwell.web.fields.UnknownFields;

/** Reads {@code messages}. Only text content is supported. */
final class ChatMessages {

    private static final String FIELD = "messages";

    private static final String TEXT_ONLY = "only text is supported";

    private static final String NO_REASONING = "reasoning is not supported";

    private static final ObjectFields MESSAGE = new ObjectFields(
            Set.of("role", "content", "name", "refusal", "tool_calls", "function_call", "tool_call_id", "audio",
                    "annotations", "reasoning", "reasoning_content", "images", "prefix"),
            Set.of("id", "metadata", "timestamp", "created_at", "cache_control"));

    // An assistant message holds a refusal in place of content.
    private static final MessageContent CONTENT = new MessageContent(Map.of("text", "text", "refusal", "refusal"),
            "\"text\", the only supported type", new ObjectFields(Set.of("type", "text", "refusal"),
                    Set.of("id", "cache_control", "annotations", "metadata")));

    /** Fields of a message that must be empty, in the order of the checks. */
    private static final Map<String, String> EMPTY = new TreeMap<>(Map.of("function_call", "use tool_calls", "audio",
            TEXT_ONLY, "images", TEXT_ONLY, "annotations", TEXT_ONLY, "reasoning", NO_REASONING, "reasoning_content",
            NO_REASONING, "prefix", "use continue_final_message to continue the last message"));

    private ChatMessages() {
    }

    /**
     * @throws ServiceException an invalid request that names the part of the message
     */
    static List<ChatMessage> read(@Nullable JsonNode messages, UnknownFields unknown) {
        if (messages == null || !messages.isArray() || messages.isEmpty()) {
            throw ServiceException.invalid(FIELD, FIELD + " must be a non-empty list; given: " + ((messages == null)
                    ? "nothing" : messages.isArray() ? "an empty list" : GivenValue.of(messages)));
        }
        List<ChatMessage> read = new ArrayList<>();
        for (JsonNode message : messages.values()) {
            read.add(message(FIELD + "[" + read.size() + "]", message, unknown));
        }
        return read;
    }

    private static ChatMessage message(String field, JsonNode message, UnknownFields unknown) {
        ServiceException.require(message.isObject(), field, "a JSON object", GivenValue.of(message));
        MESSAGE.check(field, message, unknown);
        ChatMessage.Role role = MessageRole.orTool(field + ".role", message.path("role"));
        EMPTY.forEach((name, reason) -> requireEmpty(field + "." + name, message.path(name), reason));
        String content = (role == ChatMessage.Role.ASSISTANT) ? assistantContent(field, message, unknown)
                : CONTENT.read(field + ".content", message.path("content"), unknown);
        return new ChatMessage(role, content, OptionalText.of(field + ".name", message.path("name")),
                calls(field + ".tool_calls", role, message.path("tool_calls"), unknown),
                callId(field + ".tool_call_id", role, message.path("tool_call_id")));
    }

    private static List<ChatMessage.Call> calls(String field, ChatMessage.Role role, JsonNode calls,
            UnknownFields unknown) {
        if (role != ChatMessage.Role.ASSISTANT) {
            requireEmpty(field, calls, "only the assistant calls functions");
            return List.of();
        }
        return ToolCallFields.read(field, calls, unknown);
    }

    private static @Nullable String callId(String field, ChatMessage.Role role, JsonNode id) {
        if (role != ChatMessage.Role.TOOL) {
            requireEmpty(field, id, "only messages of tools have it");
            return null;
        }
        return OptionalText.of(field, id);
    }

    /**
     * The content of an assistant message. It may be empty: a message with tool calls or
     * a refusal has no content.
     */
    private static String assistantContent(String field, JsonNode message, UnknownFields unknown) {
        JsonNode content = message.path("content");
        JsonNode refusal = message.path("refusal");
        boolean hasContent = !isNothing(content);
        if (!isNothing(refusal)) {
            ServiceException.require(refusal.isString() && !hasContent, field + ".refusal",
                    "a string, or null if content is set", GivenValue.of(refusal));
            return refusal.stringValue();
        }
        return hasContent ? CONTENT.read(field + ".content", content, unknown) : "";
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull() || (value.isString() && value.stringValue().isEmpty())
                || (value.isArray() && value.isEmpty());
    }

    private static void requireEmpty(String field, JsonNode value, String reason) {
        boolean isFalse = value.isBoolean() && !value.booleanValue();
        ServiceException.require(isNothing(value) || (value.isContainer() && value.isEmpty()) || isFalse, field,
                "empty: " + reason, GivenValue.of(value));
    }

}

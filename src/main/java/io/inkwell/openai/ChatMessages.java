package io.inkwell.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.chat.ChatMessage;
import io.inkwell.error.ServiceException;
import io.inkwell.web.GivenValue;

/** Reads {@code messages}: what is said as text by those who can say something here. */
final class ChatMessages {

    private static final String FIELD = "messages";

    private ChatMessages() {
    }

    /**
     * @throws ServiceException an invalid request, which names the part of the message at
     * fault
     */
    static List<ChatMessage> read(@Nullable JsonNode messages) {
        if (messages == null || !messages.isArray() || messages.isEmpty()) {
            throw ServiceException.invalid(FIELD,
                    FIELD + " must be a list of at least one message; given: " + ((messages == null) ? "nothing"
                            : messages.isArray() ? "an empty list" : GivenValue.of(messages)));
        }
        List<ChatMessage> read = new ArrayList<>();
        for (JsonNode message : messages.values()) {
            read.add(message(FIELD + "[" + read.size() + "]", message));
        }
        return read;
    }

    private static ChatMessage message(String field, JsonNode message) {
        ServiceException.require(message.isObject(), field, "a JSON object", GivenValue.of(message));
        ChatMessage.Role role = role(field + ".role", message.path("role"));
        requireNoCalls(field + ".tool_calls", message.path("tool_calls"));
        requireNoCalls(field + ".function_call", message.path("function_call"));
        return new ChatMessage(role, content(field + ".content", message.path("content")),
                name(field + ".name", message.path("name")));
    }

    private static ChatMessage.Role role(String field, JsonNode role) {
        return switch (role.asString("")) {
            // What OpenAI's newer models call a system message.
            case "system", "developer" -> ChatMessage.Role.SYSTEM;
            case "user" -> ChatMessage.Role.USER;
            case "assistant" -> ChatMessage.Role.ASSISTANT;
            default ->
                throw ServiceException.invalid(field, field + " must be system, developer, user or assistant; given: "
                        + (role.isString() ? "another string" : GivenValue.of(role)));
        };
    }

    private static String content(String field, JsonNode content) {
        if (content.isString()) {
            return content.stringValue();
        }
        ServiceException.require(content.isArray() && !content.isEmpty(), field, "a string or a list of text parts",
                content.isArray() ? "an empty list" : GivenValue.of(content));
        List<String> texts = new ArrayList<>();
        for (JsonNode part : content.values()) {
            texts.add(text(field + "[" + texts.size() + "]", part));
        }
        // As vLLM joins them.
        return texts.stream().collect(Collectors.joining("\n"));
    }

    private static String text(String field, JsonNode part) {
        ServiceException.require(part.isObject(), field, "a JSON object", GivenValue.of(part));
        JsonNode type = part.path("type");
        ServiceException.require(type.asString("").equals("text"), field + ".type",
                "\"text\", which is all that the model reads",
                type.isString() ? "another string" : GivenValue.of(type));
        JsonNode text = part.path("text");
        ServiceException.require(text.isString(), field + ".text", "a string", GivenValue.of(text));
        return text.stringValue();
    }

    private static @Nullable String name(String field, JsonNode name) {
        if (name.isMissingNode() || name.isNull()) {
            return null;
        }
        ServiceException.require(name.isString(), field, "a string", GivenValue.of(name));
        return name.stringValue();
    }

    private static void requireNoCalls(String field, JsonNode calls) {
        ServiceException.require(calls.isMissingNode() || calls.isNull() || (calls.isContainer() && calls.isEmpty()),
                field, "empty: the model calls no tools", GivenValue.of(calls));
    }

}

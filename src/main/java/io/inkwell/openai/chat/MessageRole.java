package io.inkwell.openai.chat;

import tools.jackson.databind.JsonNode;

import io.inkwell.chat.ChatMessage;
import io.inkwell.error.ServiceException;
import io.inkwell.web.fields.GivenValue;

/** Reads the role of a message. */
public final class MessageRole {

    private MessageRole() {
    }

    /**
     * A role of a conversation without tools.
     * @param field the path of the role in the body
     * @throws ServiceException an invalid request if there is no such role
     */
    public static ChatMessage.Role of(String field, JsonNode role) {
        return of(field, role, "system, developer, user or assistant");
    }

    /** The same with messages of tools. */
    static ChatMessage.Role orTool(String field, JsonNode role) {
        return role.asString("").equals("tool") ? ChatMessage.Role.TOOL
                : of(field, role, "system, developer, user, assistant or tool");
    }

    private static ChatMessage.Role of(String field, JsonNode role, String rule) {
        return switch (role.asString("")) {
            // Newer OpenAI models call a system message a developer message.
            case "system", "developer" -> ChatMessage.Role.SYSTEM;
            case "user" -> ChatMessage.Role.USER;
            case "assistant" -> ChatMessage.Role.ASSISTANT;
            default -> throw ServiceException.invalid(field, field + " must be " + rule + "; given: "
                    + (role.isString() ? "another string" : GivenValue.of(role)));
        };
    }

}

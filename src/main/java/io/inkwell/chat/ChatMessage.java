package io.inkwell.chat;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A message of a conversation.
 *
 * @param name distinguishes participants of the same role
 */
public record ChatMessage(Role role, String content, @Nullable String name) {

    public enum Role {

        SYSTEM, USER, ASSISTANT

    }

    /** The message as a template variable. */
    Map<String, Object> variables() {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("role", switch (this.role) {
            case SYSTEM -> "system";
            case USER -> "user";
            case ASSISTANT -> "assistant";
        });
        variables.put("content", this.content);
        if (this.name != null) {
            variables.put("name", this.name);
        }
        return variables;
    }

}

package io.inkwell.chat;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What one side of a conversation said.
 *
 * @param name who said it, where several play the same role
 */
public record ChatMessage(Role role, String content, @Nullable String name) {

    public enum Role {

        SYSTEM, USER, ASSISTANT

    }

    /** The message as templates know it. */
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

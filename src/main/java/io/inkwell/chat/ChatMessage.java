package io.inkwell.chat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A message of a conversation.
 *
 * @param name distinguishes participants of the same role
 * @param calls the functions that a message of the assistant calls
 * @param callId the call whose result a message of a tool is
 */
public record ChatMessage(Role role, String content, @Nullable String name, List<Call> calls, @Nullable String callId) {

    public ChatMessage {
        calls = List.copyOf(calls);
    }

    /** A message of text. */
    public ChatMessage(Role role, String content, @Nullable String name) {
        this(role, content, name, List.of(), null);
    }

    public enum Role {

        SYSTEM, USER, ASSISTANT, TOOL

    }

    /**
     * A call of a function.
     *
     * @param arguments values of template variables
     * @param numCharacters the length of the arguments as text
     */
    public record Call(@Nullable String id, String name, Map<String, @Nullable Object> arguments, int numCharacters) {

        private Map<String, Object> variables() {
            Map<String, Object> variables = new LinkedHashMap<>();
            if (this.id != null) {
                variables.put("id", this.id);
            }
            variables.put("type", "function");
            variables.put("function", Map.of("name", this.name, "arguments", this.arguments));
            return variables;
        }

    }

    /** The number of characters that templates read. */
    public long length() {
        return this.content.length() + this.calls.stream().mapToLong(Call::numCharacters).sum();
    }

    /** Whether only a template for tools renders the message. */
    boolean needsTools() {
        return this.role == Role.TOOL || !this.calls.isEmpty();
    }

    ChatMessage withContent(String content) {
        return new ChatMessage(this.role, content, this.name, this.calls, this.callId);
    }

    /** The message as a template variable. */
    Map<String, Object> variables() {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("role", switch (this.role) {
            case SYSTEM -> "system";
            case USER -> "user";
            case ASSISTANT -> "assistant";
            case TOOL -> "tool";
        });
        variables.put("content", this.content);
        if (this.name != null) {
            variables.put("name", this.name);
        }
        if (!this.calls.isEmpty()) {
            variables.put("tool_calls", this.calls.stream().map(Call::variables).toList());
        }
        if (this.callId != null) {
            variables.put("tool_call_id", this.callId);
        }
        return variables;
    }

}

package io.inkwell.openai.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * The call of a function in a message, or the part that an event adds to it.
 *
 * @param index null in a whole message
 * @param id null except in a whole message and in the first part, like the type and the
 * name of the function
 */
@JsonPropertyOrder({ "index", "id", "type", "function" })
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ToolCall(@Nullable Integer index, @Nullable String id, @Nullable String type, Function function) {

    /**
     * @param arguments JSON, or a part of it
     */
    @JsonPropertyOrder({ "name", "arguments" })
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Function(@Nullable String name, String arguments) {
    }

    static ToolCall whole(String id, String name, String arguments) {
        return new ToolCall(null, id, "function", new Function(name, arguments));
    }

    static ToolCall first(String id, String name, String arguments) {
        return new ToolCall(0, id, "function", new Function(name, arguments));
    }

    static ToolCall next(String arguments) {
        return new ToolCall(0, null, null, new Function(null, arguments));
    }

}

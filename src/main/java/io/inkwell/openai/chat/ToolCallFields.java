package io.inkwell.openai.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import io.inkwell.chat.ChatMessage;
import io.inkwell.error.ServiceException;
import io.inkwell.openai.ClientName;
import io.inkwell.web.fields.GivenValue;
import io.inkwell.web.fields.ObjectFields;
import io.inkwell.web.fields.UnknownFields;

/** Reads the function calls of a message of the assistant. */
final class ToolCallFields {

    private static final FunctionShape CALL = new FunctionShape(
            new ObjectFields(Set.of("id", "type", "function"), Set.of("index")),
            new ObjectFields(Set.of("name", "arguments"), Set.of()));

    private ToolCallFields() {
    }

    /**
     * @param field the path of the calls in the body
     * @throws ServiceException an invalid request that names the part of the call
     */
    static List<ChatMessage.Call> read(String field, JsonNode calls, UnknownFields unknown) {
        List<ChatMessage.Call> read = new ArrayList<>();
        if (calls.isMissingNode() || calls.isNull()) {
            return read;
        }
        ServiceException.require(calls.isArray(), field, "a list of function calls", GivenValue.of(calls));
        for (JsonNode call : calls.values()) {
            read.add(call(field + "[" + read.size() + "]", call, unknown));
        }
        return read;
    }

    private static ChatMessage.Call call(String field, JsonNode call, UnknownFields unknown) {
        JsonNode function = CALL.read(field, call, unknown);
        return new ChatMessage.Call(OptionalText.of(field + ".id", call.path("id")),
                ClientName.require(field + ".function.name", function.path("name")),
                arguments(field + ".function.arguments", function.path("arguments")),
                function.path("arguments").stringValue().length());
    }

    /** Templates read the arguments as an object, not as text. */
    private static Map<String, @Nullable Object> arguments(String field, JsonNode arguments) {
        ServiceException.require(arguments.isString(), field, "a string", GivenValue.of(arguments));
        JsonNode read = parsed(arguments.stringValue());
        ServiceException.require(read.isObject(), field, "the text of a JSON object", "another string");
        return TemplateValues.ofObject(read);
    }

    private static JsonNode parsed(String text) {
        try {
            return JsonMapper.shared().readTree(text);
        }
        catch (JacksonException ex) {
            return MissingNode.getInstance();
        }
    }

}

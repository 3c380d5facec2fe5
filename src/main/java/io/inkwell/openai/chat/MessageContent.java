package io.inkwell.openai.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;
import io.inkwell.web.fields.GivenValue;
import io.inkwell.web.fields.ObjectFields;
import io.inkwell.web.fields.UnknownFields;

/**
 * Reads the content of a message: a string, or a list of parts.
 *
 * @param texts the types of parts, each with the field that holds its text
 * @param typeRule the rule for the type of a part
 * @param fields the fields of a part
 */
public record MessageContent(Map<String, String> texts, String typeRule, ObjectFields fields) {

    public MessageContent {
        texts = Map.copyOf(texts);
    }

    /**
     * @param field the path of the content in the body
     * @throws ServiceException an invalid request that names the part
     */
    public String read(String field, JsonNode content, UnknownFields unknown) {
        if (content.isString()) {
            return content.stringValue();
        }
        ServiceException.require(content.isArray() && !content.isEmpty(), field, "a string or a list of text parts",
                content.isArray() ? "an empty list" : GivenValue.of(content));
        List<String> texts = new ArrayList<>();
        for (JsonNode part : content.values()) {
            texts.add(text(field + "[" + texts.size() + "]", part, unknown));
        }
        // As vLLM joins them.
        return texts.stream().collect(Collectors.joining("\n"));
    }

    private String text(String field, JsonNode part, UnknownFields unknown) {
        ServiceException.require(part.isObject(), field, "a JSON object", GivenValue.of(part));
        JsonNode type = part.path("type");
        String name = this.texts.get(type.asString(""));
        if (name == null) {
            throw ServiceException.invalid(field + ".type", field + ".type must be " + this.typeRule + "; given: "
                    + (type.isString() ? "another string" : GivenValue.of(type)));
        }
        this.fields.check(field, part, unknown);
        JsonNode text = part.path(name);
        ServiceException.require(text.isString(), field + "." + name, "a string", GivenValue.of(text));
        return text.stringValue();
    }

}

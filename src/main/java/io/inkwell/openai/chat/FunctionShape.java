package io.inkwell.openai.chat;

import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;
import io.inkwell.web.fields.GivenValue;
import io.inkwell.web.fields.ObjectFields;
import io.inkwell.web.fields.UnknownFields;

/**
 * The fields of an object with a {@code type}, which is {@code function}, and a
 * {@code function}: a tool, a call or a choice.
 *
 * @param outer the fields of the object
 * @param function those of its function
 */
record FunctionShape(ObjectFields outer, ObjectFields function) {

    /**
     * Returns the function of an object. Some clients send no type.
     * @param field the path of the object in the body
     * @throws ServiceException an invalid request that names the field
     */
    JsonNode read(String field, JsonNode object, UnknownFields unknown) {
        ServiceException.require(object.isObject(), field, "a JSON object", GivenValue.of(object));
        this.outer.check(field, object, unknown);
        JsonNode type = object.path("type");
        ServiceException.require(type.isMissingNode() || type.asString("").equals("function"), field + ".type",
                "\"function\", the only supported type", type.isString() ? "another string" : GivenValue.of(type));
        JsonNode function = object.path("function");
        ServiceException.require(function.isObject(), field + ".function", "a JSON object", GivenValue.of(function));
        this.function.check(field + ".function", function, unknown);
        return function;
    }

}

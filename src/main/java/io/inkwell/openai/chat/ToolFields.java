package io.inkwell.openai.chat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;
import io.inkwell.grammar.OutputForm.JsonSchema;
import io.inkwell.openai.ClientName;
import io.inkwell.web.fields.FieldRules;
import io.inkwell.web.fields.GivenValue;
import io.inkwell.web.fields.ObjectFields;
import io.inkwell.web.fields.UnknownFields;

/** Reads {@code tools}: functions with schemas of their arguments. */
final class ToolFields {

    static final String FIELD = "tools";

    /** As in OpenAI's API. */
    private static final int MAX_TOOLS = 128;

    private static final FunctionShape TOOL = new FunctionShape(
            new ObjectFields(Set.of("type", "function"), Set.of("cache_control")),
            new ObjectFields(Set.of("name", "description", "parameters", "strict"), Set.of()));

    /** Those of a function without parameters. */
    private static final JsonSchema NO_ARGUMENTS = new JsonSchema(
            "{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}", false);

    private ToolFields() {
    }

    /**
     * The schemas of the arguments by the name of the function, in the order of the
     * request.
     * @throws ServiceException an invalid request that names the part of the tool
     */
    static Map<String, JsonSchema> read(@Nullable JsonNode tools, UnknownFields unknown) {
        Map<String, JsonSchema> functions = new LinkedHashMap<>();
        if (tools == null || tools.isNull()) {
            return functions;
        }
        ServiceException.require(tools.isArray(), FIELD, "a list of functions", GivenValue.of(tools));
        FieldRules.requireBetween(FIELD, "the number of tools", tools.size(), 0, MAX_TOOLS);
        for (JsonNode tool : tools.values()) {
            String place = FIELD + "[" + functions.size() + "]";
            JsonNode function = TOOL.read(place, tool, unknown);
            String field = place + ".function";
            String name = ClientName.require(field + ".name", function.path("name"));
            ServiceException.require(!functions.containsKey(name), field + ".name", "another name than earlier ones",
                    "the same");
            functions.put(name, arguments(field, function));
        }
        return functions;
    }

    private static JsonSchema arguments(String field, JsonNode function) {
        JsonNode strict = function.path("strict");
        ServiceException.require(strict.isMissingNode() || strict.isNull() || strict.isBoolean(), field + ".strict",
                "true, false or null", GivenValue.of(strict));
        JsonNode parameters = function.path("parameters");
        if (parameters.isMissingNode() || parameters.isNull() || (parameters.isObject() && parameters.isEmpty())) {
            return NO_ARGUMENTS;
        }
        ServiceException.require(parameters.isObject(), field + ".parameters", "a JSON schema of an object, or null",
                GivenValue.of(parameters));
        JsonNode type = parameters.path("type");
        ServiceException.require(type.asString("").equals("object"), field + ".parameters.type", "\"object\"",
                type.isString() ? "another string" : GivenValue.of(type));
        return JsonSchema.of(parameters, strict.asBoolean(false));
    }

}

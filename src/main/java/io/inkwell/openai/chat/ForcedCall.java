package io.inkwell.openai.chat;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;
import io.inkwell.grammar.OutputForm;
import io.inkwell.grammar.OutputForm.JsonSchema;
import io.inkwell.grammar.RequestedForm;
import io.inkwell.web.fields.GivenValue;
import io.inkwell.web.fields.ObjectFields;
import io.inkwell.web.fields.UnknownFields;

/**
 * The call that {@code tool_choice} forces: of a function that it names, or of any.
 *
 * @param functions the functions of which the output calls one, with the schemas of their
 * arguments
 * @param isNamed whether the request names the function
 */
record ForcedCall(Map<String, JsonSchema> functions, boolean isNamed) {

    private static final String FIELD = "tool_choice";

    private static final FunctionShape CHOICE = new FunctionShape(
            new ObjectFields(Set.of("type", "function"), Set.of()), new ObjectFields(Set.of("name"), Set.of()));

    /**
     * The call; null if the output is text.
     * @throws ServiceException an invalid request that names the field
     */
    static @Nullable ForcedCall of(@Nullable JsonNode tools, @Nullable JsonNode choice, UnknownFields unknown) {
        Map<String, JsonSchema> functions = ToolFields.read(tools, unknown);
        if (choice == null || choice.isNull()) {
            return null;
        }
        if (choice.isObject()) {
            String name = name(choice, unknown);
            JsonSchema arguments = functions.get(name);
            if (arguments == null) {
                throw ServiceException.invalid(FIELD, FIELD + ".function.name must be the name of a function in "
                        + ToolFields.FIELD + "; given: another string");
            }
            return new ForcedCall(Map.of(name, arguments), true);
        }
        return switch (choice.asString("")) {
            case "none", "auto" -> null;
            case "required" -> {
                ServiceException.require(!functions.isEmpty(), FIELD, "none or auto without " + ToolFields.FIELD,
                        "required");
                yield new ForcedCall(functions, false);
            }
            default -> throw ServiceException.invalid(FIELD,
                    FIELD + " must be none, auto, required or an object that names a function; given: "
                            + (choice.isString() ? "another string" : GivenValue.of(choice)));
        };
    }

    private static String name(JsonNode choice, UnknownFields unknown) {
        JsonNode name = CHOICE.read(FIELD, choice, unknown).path("name");
        ServiceException.require(name.isString(), FIELD + ".function.name", "a string", GivenValue.of(name));
        return name.stringValue();
    }

    RequestedForm form() {
        return new RequestedForm(ToolFields.FIELD, new OutputForm.FunctionCall(this.functions));
    }

    /** The format of the messages of a request. */
    MessageFormat format(String requestId) {
        String onlyName = (this.functions.size() == 1) ? this.functions.keySet().iterator().next() : null;
        return new CallFormat(requestId, onlyName, this.isNamed);
    }

}

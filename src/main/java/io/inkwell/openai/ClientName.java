package io.inkwell.openai;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

import io.inkwell.error.ServiceException;
import io.inkwell.web.fields.GivenValue;

/** The names that clients give to schemas and functions, with OpenAI's rule. */
public final class ClientName {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private ClientName() {
    }

    /**
     * Returns the name.
     * @throws ServiceException an invalid request if there is none, or its characters are
     * not allowed
     */
    public static String require(String field, @Nullable String name) {
        return require(field, (name != null) ? StringNode.valueOf(name) : MissingNode.getInstance());
    }

    /**
     * The same for a name in a tree.
     */
    public static String require(String field, JsonNode name) {
        if (!name.isString() || !NAME.matcher(name.stringValue()).matches()) {
            throw ServiceException.invalid(field, field + " must be 1 to 64 ASCII letters, digits, _ or -; given: "
                    + (name.isString() ? "another string" : GivenValue.of(name)));
        }
        return name.stringValue();
    }

}

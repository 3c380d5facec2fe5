package io.inkwell.openai;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

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
        if (name == null || !NAME.matcher(name).matches()) {
            throw ServiceException.invalid(field, field + " must be 1 to 64 ASCII letters, digits, _ or -; given: "
                    + ((name == null) ? "nothing" : "another string"));
        }
        return name;
    }

}

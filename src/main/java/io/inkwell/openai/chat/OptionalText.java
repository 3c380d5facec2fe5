package io.inkwell.openai.chat;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;
import io.inkwell.web.fields.GivenValue;

/** Reads a string that a message may omit. */
final class OptionalText {

    private OptionalText() {
    }

    /** Null if there is none. */
    static @Nullable String of(String field, JsonNode text) {
        if (text.isMissingNode() || text.isNull()) {
            return null;
        }
        ServiceException.require(text.isString(), field, "a string", GivenValue.of(text));
        return text.stringValue();
    }

}

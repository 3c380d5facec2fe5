package io.inkwell.openai.responses;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;
import io.inkwell.web.fields.GivenValue;
import io.inkwell.web.fields.ObjectFields;
import io.inkwell.web.fields.UnknownFields;

/**
 * The field {@code text}: the format of the output.
 *
 * @param format an object whose {@code type} is {@code text}
 * @param verbosity {@code medium}
 */
public record TextOptions(@Nullable JsonNode format, @Nullable String verbosity) {

    private static final ObjectFields PLAIN = new ObjectFields(Set.of("type"), Set.of());

    /**
     * @throws ServiceException an invalid request unless the output is plain text
     */
    void requirePlain(UnknownFields unknown) {
        ServiceException.require(this.verbosity == null || this.verbosity.equals("medium"), "text.verbosity",
                "\"medium\"", "another string");
        if (this.format == null || this.format.isNull()) {
            return;
        }
        JsonNode type = this.format.path("type");
        ServiceException.require(type.asString("").equals("text"), "text.format.type",
                "\"text\", the only supported format", type.isString() ? "another string" : GivenValue.of(type));
        PLAIN.check("text.format", this.format, unknown);
    }

}

package io.inkwell.web.fields;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.exc.MismatchedInputException;

import io.inkwell.error.ServiceException;

/** Creates the error for a field that occurs twice in one object. */
public final class DuplicateField {

    private DuplicateField() {
    }

    /**
     * Returns an error with the path of the field; empty if the parser failed for another
     * reason.
     */
    public static Optional<ServiceException> rejection(MismatchedInputException failure) {
        String field = (failure.processor() instanceof JsonParser parser) ? path(parser.streamReadContext()) : "";
        return field.isEmpty() ? Optional.empty()
                : Optional.of(ServiceException.invalid(field, field + " must occur once; given: more than once"));
    }

    private static String path(@Nullable TokenStreamContext place) {
        if (place == null || place.inRoot()) {
            return "";
        }
        String outer = path(place.getParent());
        if (!place.hasPathSegment()) {
            // The parser is at the value of the second occurrence.
            return outer;
        }
        if (place.inArray()) {
            return outer + "[" + place.getCurrentIndex() + "]";
        }
        String name = UnknownField.shown(String.valueOf(place.currentName()));
        return outer.isEmpty() ? name : outer + "." + name;
    }

}

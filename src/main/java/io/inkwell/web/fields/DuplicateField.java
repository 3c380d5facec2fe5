package io.inkwell.web.fields;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.exc.MismatchedInputException;

import io.inkwell.error.ServiceException;

/** A field that stands twice in one object, where it is not clear which counts. */
public final class DuplicateField {

    private DuplicateField() {
    }

    /**
     * Names the field by its place in the body; nothing if the failure, at the end of the
     * body, is another.
     */
    public static Optional<ServiceException> refusal(MismatchedInputException failure) {
        String field = (failure.processor() instanceof JsonParser parser) ? path(parser.streamReadContext()) : "";
        return field.isEmpty() ? Optional.empty()
                : Optional.of(ServiceException.invalid(field, field + " must be given once; given: more than once"));
    }

    private static String path(@Nullable TokenStreamContext place) {
        if (place == null || place.inRoot()) {
            return "";
        }
        String outer = path(place.getParent());
        if (!place.hasPathSegment()) {
            // The value of the second begins.
            return outer;
        }
        if (place.inArray()) {
            return outer + "[" + place.getCurrentIndex() + "]";
        }
        String name = UnknownField.shown(String.valueOf(place.currentName()));
        return outer.isEmpty() ? name : outer + "." + name;
    }

}

package io.inkwell.web.stream;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;
import io.inkwell.web.ErrorBody;

/**
 * How a protocol writes a stream of events. The defaults are those of OpenAI's
 * completions.
 */
public interface EventFormat {

    /** The format of OpenAI's completions. */
    EventFormat OPENAI = new EventFormat() {
    };

    /** The name of an event; null for none. */
    default @Nullable String name(Object event) {
        return null;
    }

    /** The last event of a stream that fails. */
    default Object failure(ServiceException failure) {
        return ErrorBody.of(failure);
    }

    /** Whether {@code [DONE]} follows the last event. */
    default boolean endsWithDone() {
        return true;
    }

}

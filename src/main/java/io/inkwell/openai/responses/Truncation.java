package io.inkwell.openai.responses;

import io.inkwell.error.ServiceException;
import io.inkwell.web.fields.FieldChoice;

/** What happens to a prompt that does not fit the context. */
enum Truncation {

    /** The request is rejected. */
    DISABLED,
    /** Tokens are removed from its start. */
    AUTO;

    /**
     * @throws ServiceException an invalid request if there is no such value
     */
    static Truncation of(ResponsesBody body) {
        return FieldChoice.of("truncation", body.truncation(), DISABLED);
    }

}

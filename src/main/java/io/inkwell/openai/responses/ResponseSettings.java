package io.inkwell.openai.responses;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;
import io.inkwell.web.fields.FieldChoice;
import io.inkwell.web.fields.Metadata;

/**
 * Fields of a request that its response repeats.
 *
 * @param metadata the pairs of the client
 */
@JsonPropertyOrder({ "instructions", "max_output_tokens", "truncation", "metadata", "text" })
record ResponseSettings(@JsonInclude @Nullable String instructions, @JsonInclude @Nullable Integer maxOutputTokens,
        String truncation, Map<String, String> metadata, Text text) {

    record Text(TextFormat format) {
    }

    /**
     * @throws ServiceException an invalid request that names the field
     */
    static ResponseSettings of(ResponsesBody body) {
        return new ResponseSettings(body.instructions(), body.maxOutputTokens(), FieldChoice.label(Truncation.of(body)),
                Metadata.checked(body.metadata()), new Text(TextOptions.format(body.text())));
    }

}

package io.inkwell.openai.responses;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/**
 * The field {@code text}: the format of the output.
 *
 * @param format plain text by default
 * @param verbosity {@code medium}
 */
public record TextOptions(@Nullable TextFormat format, @Nullable String verbosity) {

    /**
     * The format that a request asks for.
     * @throws ServiceException an invalid request that names the field
     */
    static TextFormat format(@Nullable TextOptions options) {
        if (options == null) {
            return TextFormat.PLAIN;
        }
        ServiceException.require(options.verbosity == null || options.verbosity.equals("medium"), "text.verbosity",
                "\"medium\"", "another string");
        return (options.format != null) ? options.format.checked() : TextFormat.PLAIN;
    }

}

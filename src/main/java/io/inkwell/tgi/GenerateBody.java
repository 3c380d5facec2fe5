package io.inkwell.tgi;

import org.jspecify.annotations.Nullable;

/**
 * The body of a request to generate text as it was sent; null is the default of every
 * field.
 *
 * @param inputs the prompt
 * @param stream whether the response is a stream; decided by the path, except at
 * {@code POST /}
 */
public record GenerateBody(@Nullable String inputs, @Nullable GenerateParameters parameters, @Nullable Boolean stream) {

    /** The parameters; defaults if the request has none. */
    GenerateParameters given() {
        return (this.parameters != null) ? this.parameters : GenerateParameters.SAMPLED;
    }

}

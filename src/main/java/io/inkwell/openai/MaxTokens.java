package io.inkwell.openai;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/**
 * The maximum number of output tokens that a request sets.
 *
 * @param field the field that sets it
 * @param value null if the request omits it; -1 for as many as fit the context, as in
 * llama.cpp and LM Studio
 * @param defaultValue the default of the endpoint; null for as many as fit
 */
public record MaxTokens(String field, @Nullable Integer value, @Nullable Integer defaultValue) {

    private static final int UNLIMITED = -1;

    public MaxTokens {
        ServiceException.require(value == null || value >= UNLIMITED, field, "at least -1", value);
    }

    /** Whether the request leaves the maximum to the model or the endpoint. */
    boolean isOmitted() {
        return this.value == null;
    }

    /** The maximum of the request, else of the endpoint; null for as many as fit. */
    @Nullable Integer orDefault() {
        if (this.value == null) {
            return this.defaultValue;
        }
        return (this.value == UNLIMITED) ? null : this.value;
    }

}

package io.inkwell.grammar;

/**
 * A form with the field of the request that asks for it.
 */
public record RequestedForm(String field, OutputForm form) {
}

package io.inkwell.web.fields;

/**
 * Limits of the stop fields of one request.
 *
 * @param maxStrings the maximum number of stop strings
 * @param maxStringLength the maximum length of a stop string in characters
 * @param maxTokenIds the maximum number of stop tokens
 */
public record StopLimits(int maxStrings, int maxStringLength, int maxTokenIds) {
}

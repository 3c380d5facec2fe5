package io.inkwell.web.fields;

/**
 * What one request may say of where its texts end.
 *
 * @param maxStrings how many stop strings
 * @param maxStringLength how long each, in characters
 * @param maxTokenIds how many tokens that end a text
 */
public record StopLimits(int maxStrings, int maxStringLength, int maxTokenIds) {
}

package io.inkwell.openai;

/**
 * What one request may ask for.
 *
 * @param maxChoices prompts times n
 * @param maxStopStrings how many stop strings
 * @param maxStopLength how long each, in characters
 */
public record CompletionLimits(int maxChoices, int maxStopStrings, int maxStopLength) {
}

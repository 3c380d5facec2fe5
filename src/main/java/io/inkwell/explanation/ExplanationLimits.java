package io.inkwell.explanation;

import io.inkwell.web.SamplingLimits;

/**
 * What one request for an explanation may ask for.
 *
 * @param maxTokens of a text, what is generated included
 * @param maxTexts of a request
 * @param maxTop how many of the likeliest tokens may be told of at one place
 * @param maxLogprobs that one answer may hold
 * @param maxStopTokenIds of a request
 * @param maxBeams of a search
 */
public record ExplanationLimits(int maxTokens, int maxTexts, int maxTop, int maxLogprobs, int maxStopTokenIds,
        int maxBeams, SamplingLimits sampling) {
}

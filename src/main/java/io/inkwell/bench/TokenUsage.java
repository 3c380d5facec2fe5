package io.inkwell.bench;

/** The token usage that a server reports for a request. */
public record TokenUsage(int promptTokens, int outputTokens) {
}

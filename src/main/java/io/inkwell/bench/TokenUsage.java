package io.inkwell.bench;

/** What a server says that one request has used. */
public record TokenUsage(int promptTokens, int outputTokens) {
}

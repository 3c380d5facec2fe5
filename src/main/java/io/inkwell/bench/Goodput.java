package io.inkwell.bench;

/**
 * The completed requests whose response met all limits.
 *
 * @param limits the limits in words
 */
public record Goodput(String limits, int requests, double requestsPerSecond) {
}

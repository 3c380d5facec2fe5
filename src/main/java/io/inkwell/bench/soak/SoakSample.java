package io.inkwell.bench.soak;

/**
 * Figures of the server during the test.
 *
 * @param seconds time since the start of the load
 * @param numEnded requests that have ended by then
 */
public record SoakSample(double seconds, int numEnded, LiveFigures figures) {
}

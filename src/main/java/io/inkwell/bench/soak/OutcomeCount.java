package io.inkwell.bench.soak;

/**
 * A number of requests of one kind that ended alike.
 *
 * @param outcome the status, or the reason of a failure
 * @param permitted whether a server without faults may cause the outcome
 */
public record OutcomeCount(String traffic, String outcome, int count, boolean permitted) {
}

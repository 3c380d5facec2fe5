package io.inkwell.cli.bench;

import io.inkwell.bench.BenchReport;

/**
 * All requests of a load test failed; the message describes the first failure.
 */
final class AllRequestsFailedException extends RuntimeException {

    AllRequestsFailedException(BenchReport report) {
        super("all requests failed; the first: " + report.failures().get(0).firstMessage());
    }

}

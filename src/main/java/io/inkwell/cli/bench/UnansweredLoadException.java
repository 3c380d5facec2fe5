package io.inkwell.cli.bench;

import io.inkwell.bench.BenchReport;

/** All requests of a load have failed; the message says how the first did. */
final class UnansweredLoadException extends RuntimeException {

    UnansweredLoadException(BenchReport report) {
        super("no request was answered; the first: " + report.failures().get(0).firstMessage());
    }

}

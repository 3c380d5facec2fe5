package io.inkwell.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import reactor.core.publisher.Mono;

import io.inkwell.bench.soak.SoakPage;
import io.inkwell.bench.soak.SoakReport;
import io.inkwell.bench.soak.SoakSample;
import io.inkwell.bench.soak.SoakTest;
import io.inkwell.cli.terminal.Interruption;
import io.inkwell.cli.terminal.Terminal;
import io.inkwell.cli.terminal.TextOutput;

/** Runs a soak test and reports the result. */
final class SoakRun {

    private static final Duration MAX_CAPACITY_TEST = Duration.ofSeconds(60);

    private static final int CAPACITY_SHARE = 12;

    /** The first measurements warm the server's JVM up. */
    private static final int MAX_CAPACITY_TESTS = 5;

    /** Growth of the capacity at which the server counts as warm. */
    private static final double SETTLED = 1.03;

    private final SoakTest test;

    private final Duration duration;

    private final @Nullable Double rate;

    private final @Nullable Path page;

    private final ReportOptions output;

    private final Terminal terminal;

    /**
     * @param rate requests per second; null for 120% of the measured capacity
     * @param page file of the plots, if any
     */
    SoakRun(SoakTest test, Duration duration, @Nullable Double rate, @Nullable Path page, ReportOptions output,
            Terminal terminal) {
        this.test = test;
        this.duration = duration;
        this.rate = rate;
        this.page = page;
        this.output = output;
        this.terminal = terminal;
    }

    /**
     * Runs the test, then reports. An interrupt ends the test and reports the requests so
     * far.
     * @return the exit code: 1 if the server violates a condition
     */
    int run(String name) throws IOException {
        TextOutput progress = new TextOutput(this.terminal.err(), this.terminal.errStyle());
        boolean interrupted = !InterruptibleLoad.isDone(rate(progress)
            .flatMap((rate) -> this.test.run(rate, this.duration, (sample) -> progress.printDim(line(sample)))));
        SoakReport report = this.test.report();
        new TextOutput(this.terminal.out(), this.terminal.outStyle())
            .print("soak            " + name + "\n" + SoakTable.of(report));
        this.output.write(name, report);
        if (this.page != null) {
            SoakPage.write(name, report, this.page);
        }
        if (interrupted) {
            return Interruption.EXIT_CODE;
        }
        return report.violations().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Mono<Double> rate(TextOutput progress) {
        if (this.rate != null) {
            return Mono.just(this.rate);
        }
        Duration share = this.duration.dividedBy(CAPACITY_SHARE);
        Duration time = (share.compareTo(MAX_CAPACITY_TEST) < 0) ? share : MAX_CAPACITY_TEST;
        return capacity(time, 0, 1, progress).map(SoakTest::overload);
    }

    /**
     * Measures the capacity until it no longer grows.
     * @param previous the last measurement, in requests per second
     * @param turn from 1
     */
    private Mono<Double> capacity(Duration time, double previous, int turn, TextOutput progress) {
        return this.test.measureCapacity(time).flatMap((capacity) -> {
            progress.printDim(String.format(Locale.ROOT, "Capacity, measured for %.1f s: %.1f requests/s.%n",
                    time.toMillis() / 1e3, capacity));
            return (turn < MAX_CAPACITY_TESTS && capacity > SETTLED * previous)
                    ? capacity(time, capacity, turn + 1, progress) : Mono.just(capacity);
        });
    }

    private static String line(SoakSample sample) {
        return String.format(Locale.ROOT, "%6.0f s  %d requests, %.0f running, %.0f waiting%s%n", sample.seconds(),
                sample.numEnded(), sample.figures().running(), sample.figures().waiting(),
                (sample.figures().anonymousBytes() != null)
                        ? ", " + Math.round(sample.figures().anonymousBytes() / 1e6) + " MB anonymous" : "");
    }

}

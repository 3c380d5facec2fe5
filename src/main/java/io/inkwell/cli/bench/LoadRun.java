package io.inkwell.cli.bench;

import java.io.IOException;

import picocli.CommandLine.ExitCode;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.inkwell.bench.Arrivals;
import io.inkwell.bench.BenchReport;
import io.inkwell.bench.LoadGenerator;
import io.inkwell.bench.Measurements;
import io.inkwell.bench.ServiceLevel;
import io.inkwell.bench.Target;
import io.inkwell.bench.Workload;
import io.inkwell.cli.terminal.Interruption;
import io.inkwell.cli.terminal.Terminal;
import io.inkwell.cli.terminal.TextOutput;

/** Runs a load test and reports the result. */
final class LoadRun {

    private final int numWarmup;

    private final int numRequests;

    private final long seed;

    private final Arrivals arrivals;

    private final Workload workload;

    private final ServiceLevel serviceLevel;

    private final ReportOptions output;

    private final Terminal terminal;

    /**
     * @param serviceLevel the limits for goodput
     */
    LoadRun(LoadOptions load, Workload workload, ServiceLevel serviceLevel, ReportOptions output, Terminal terminal) {
        this.numWarmup = load.warmup();
        this.numRequests = load.requests();
        this.seed = load.seed();
        this.arrivals = load.arrivals();
        this.workload = workload;
        this.serviceLevel = serviceLevel;
        this.output = output;
        this.terminal = terminal;
    }

    /**
     * Runs warm-up and measurement, then reports. An interrupt ends the test and reports
     * the requests so far.
     * @return the exit code
     * @throws AllRequestsFailedException if all requests failed
     */
    int measure(Target target, String name) throws IOException {
        LoadGenerator generator = new LoadGenerator(target, this.workload, this.arrivals, System::nanoTime,
                Schedulers.parallel());
        Measurements measurements = new Measurements(System::nanoTime, this.serviceLevel);
        boolean interrupted;
        try (RequestProgress progress = new RequestProgress(this.terminal, this.numWarmup + this.numRequests)) {
            interrupted = !InterruptibleLoad
                .isDone(generator.run(this.numWarmup, new Measurements(System::nanoTime), progress::step)
                    .then(Mono.defer(() -> generator.run(this.numRequests, measurements, progress::step))));
        }
        BenchReport report = measurements.report();
        new TextOutput(this.terminal.out(), this.terminal.outStyle()).print("load            " + name + ", "
                + this.arrivals + ", seed " + this.seed + "\n" + ReportTable.of(report));
        this.output.write(name, report);
        if (interrupted) {
            return Interruption.EXIT_CODE;
        }
        if (report.answered() == 0) {
            throw new AllRequestsFailedException(report);
        }
        return ExitCode.OK;
    }

}

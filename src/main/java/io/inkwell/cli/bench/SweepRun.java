package io.inkwell.cli.bench;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

import io.inkwell.bench.BenchReport;
import io.inkwell.bench.sweep.RateSweep;
import io.inkwell.bench.sweep.SweepPage;
import io.inkwell.bench.sweep.SweepReport;
import io.inkwell.cli.terminal.Interruption;
import io.inkwell.cli.terminal.Terminal;
import io.inkwell.cli.terminal.TextOutput;

/** Measures a target at rising rates and reports the results. */
final class SweepRun {

    private final RateSweep sweep;

    private final int numRequests;

    private final @Nullable Double firstRate;

    private final @Nullable Path page;

    private final ReportOptions output;

    private final Terminal terminal;

    /**
     * @param page file of the plots, if any
     */
    SweepRun(RateSweep sweep, LoadOptions load, @Nullable Path page, ReportOptions output, Terminal terminal) {
        this.sweep = sweep;
        this.numRequests = load.requests();
        this.firstRate = load.rate();
        this.page = page;
        this.output = output;
        this.terminal = terminal;
    }

    /**
     * Runs the sweep, then reports. An interrupt ends it and reports the rates so far.
     * @return the exit code
     * @throws AllRequestsFailedException if no request of the first measurement succeeded
     */
    int measure(String name) throws IOException {
        TextOutput progress = new TextOutput(this.terminal.err(), this.terminal.errStyle());
        boolean interrupted = !InterruptibleLoad.isDone(this.sweep.run(this.numRequests, this.firstRate,
                (result) -> progress.printDim(SweepTable.row(result))));
        SweepReport report = this.sweep.report();
        new TextOutput(this.terminal.out(), this.terminal.outStyle()).print(
                "sweep           " + name + ", " + this.numRequests + " requests per rate\n" + SweepTable.of(report));
        this.output.write(name, report);
        if (this.page != null) {
            SweepPage.write(name, report, this.page);
        }
        if (interrupted) {
            return Interruption.EXIT_CODE;
        }
        BenchReport first = (report.closedLoop() != null) ? report.closedLoop() : report.rates().get(0).report();
        if (first.answered() == 0) {
            throw new AllRequestsFailedException(first);
        }
        return ExitCode.OK;
    }

}

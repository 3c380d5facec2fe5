package io.inkwell.cli.bench;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import reactor.core.publisher.Mono;

import io.inkwell.bench.FailedRequestException;
import io.inkwell.bench.ServiceLevel;
import io.inkwell.bench.Target;
import io.inkwell.bench.Vocabulary;
import io.inkwell.cli.terminal.CapturedTerminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Results of load tests on a target that responds at once. */
class LoadRunTests {

    private static final Target ANSWERS = (request, times) -> Mono.fromRunnable(times::onText);

    private final CapturedTerminal terminal = CapturedTerminal.pipes("");

    @Test
    void reportsLoadAndLatencies() throws IOException {
        assertThat(run("--requests=20", "--seed=7").measure(ANSWERS, "a target")).isZero();

        assertThat(this.terminal.out())
            .startsWith("load            a target, 1 concurrent, seed 7\nrequests        20 completed")
            .contains("time to first token");
        assertThat(this.terminal.err()).isEmpty();
    }

    @Test
    void warmUpRequestsAreNotMeasured() throws IOException {
        AtomicInteger sent = new AtomicInteger();
        Target target = (request, times) -> {
            sent.incrementAndGet();
            return ANSWERS.send(request, times);
        };

        run("--requests=5", "--warmup=3").measure(target, "a target");

        assertThat(sent).hasValue(8);
        assertThat(this.terminal.out()).contains("5 completed, 0 failed");
    }

    @Test
    void oneResponseIsASuccess() throws IOException {
        AtomicInteger sent = new AtomicInteger();
        Target target = (request, times) -> (sent.incrementAndGet() == 3) ? ANSWERS.send(request, times) : reject();

        assertThat(run("--requests=3", "--warmup=0").measure(target, "a target")).isZero();

        assertThat(this.terminal.out()).contains("1 completed, 2 failed", "2        HTTP 503, first: busy");
    }

    @Test
    void noResponseIsAFailure() throws IOException {
        LoadRun run = run("--requests=3");

        assertThatExceptionOfType(AllRequestsFailedException.class)
            .isThrownBy(() -> run.measure((request, times) -> reject(), "a target"))
            .withMessage("all requests failed; the first: busy");
        assertThat(this.terminal.out()).contains("0 completed, 3 failed");
    }

    @Test
    void interruptPrintsThePartialReport() throws IOException {
        Thread worker = Thread.currentThread();
        AtomicInteger sent = new AtomicInteger();
        Target target = (request, times) -> {
            if (sent.incrementAndGet() <= 2) {
                return ANSWERS.send(request, times);
            }
            worker.interrupt();
            return Mono.never();
        };

        assertThat(run("--requests=100", "--warmup=0").measure(target, "a target")).isEqualTo(130);

        assertThat(this.terminal.out()).contains("2 completed, 0 failed, 1 unfinished");
    }

    @Test
    void terminalShowsAProgressBar() throws IOException {
        CapturedTerminal screen = CapturedTerminal.screen();
        LoadRun run = run(screen, "--requests=4", "--warmup=2");

        run.measure(ANSWERS, "a target");

        assertThat(screen.err()).contains("requests", "6/6");
        assertThat(screen.out()).doesNotContain("6/6");
    }

    private LoadRun run(String... options) throws IOException {
        return run(this.terminal, options);
    }

    private static LoadRun run(CapturedTerminal terminal, String... options) throws IOException {
        LoadOptions load = CommandLine.populateCommand(new LoadOptions(), options);
        return new LoadRun(load, load.workload(Vocabulary.ofWords(), null), ServiceLevel.NONE, new ReportOptions(),
                terminal.terminal());
    }

    private static Mono<Void> reject() {
        return Mono.error(new FailedRequestException("HTTP 503", "busy"));
    }

}

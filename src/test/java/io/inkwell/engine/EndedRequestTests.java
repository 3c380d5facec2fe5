package io.inkwell.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import io.inkwell.LogLines;
import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.engine.request.EndedRequest;
import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.GenerationTimings;
import io.inkwell.engine.request.SampledToken;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;

import static org.assertj.core.api.Assertions.assertThat;

/** The report of an ended request, and the context in which the engine sends it. */
class EndedRequestTests {

    private static final String REQUEST_ID = "http.request.id";

    private final AtomicLong nanos = new AtomicLong();

    /** Each step needs its permit. */
    private final Semaphore gate = new Semaphore(1);

    private final BlockingQueue<EndedRequest> reports = new LinkedBlockingQueue<>();

    private final BlockingQueue<String> requestIds = new LinkedBlockingQueue<>();

    private final TestEngine engine = TestEngine.on(new FakeCausalLm(1, 64) {
        @Override
        public StepOutput step(StepInput input) {
            EndedRequestTests.this.nanos.addAndGet(10);
            EndedRequestTests.this.gate.acquireUninterruptibly();
            EndedRequestTests.this.gate.release();
            return super.step(input);
        }
    }).limits(new SchedulerLimits(4, 2, 100)).listener(new EngineListener() {
        @Override
        public void onEnd(EndedRequest ended) {
            EndedRequestTests.this.requestIds.add(String.valueOf(MDC.get(REQUEST_ID)));
            EndedRequestTests.this.reports.add(ended);
        }
    }).nanoClock(this.nanos::get).start();

    @AfterEach
    void close() {
        this.engine.close();
        MDC.remove(REQUEST_ID);
    }

    @Test
    void completedRequestReportsAllPhases() throws InterruptedException {
        this.engine.submit(Requests.greedy(Requests.prompt(8, 1), 5), new RecordedGeneration());

        EndedRequest ended = report();
        assertThat(ended.reason()).isEqualTo(FinishReason.LENGTH);
        assertThat(ended.timings())
            .isEqualTo(new GenerationTimings(Duration.ZERO, Duration.ofNanos(20), Duration.ofNanos(40), 8, 0, 5));
    }

    @Test
    void requestCancelledInQueueReportsOnlyQueueTime() throws InterruptedException {
        this.gate.acquire();
        this.engine.submit(Requests.greedy(Requests.prompt(3, 1), 5), new RecordedGeneration());
        this.engine.submit(Requests.greedy(Requests.prompt(3, 2), 5), new RecordedGeneration()).cancel();
        this.gate.release();

        EndedRequest ended = report();
        assertThat(ended.reason()).isEqualTo(FinishReason.CANCELLED);
        assertThat(ended.timings().prefill()).isZero();
        assertThat(ended.timings().decode()).isZero();
        assertThat(ended.timings().numGeneratedTokens()).isZero();
    }

    @Test
    void onEndRunsInContextOfSubmitter() throws InterruptedException {
        MDC.put(REQUEST_ID, "one");
        this.engine.submit(Requests.greedy(Requests.prompt(3, 1), 2), new RecordedGeneration());
        MDC.put(REQUEST_ID, "two");
        this.engine.submit(Requests.greedy(Requests.prompt(3, 2), 2), new RecordedGeneration());
        MDC.remove(REQUEST_ID);
        this.engine.submit(Requests.greedy(Requests.prompt(3, 3), 2), new RecordedGeneration());

        report();
        report();
        report();
        assertThat(this.requestIds).containsExactly("one", "two", "null");
    }

    @Test
    void failureIsLoggedInContextOfSubmitter() throws InterruptedException {
        try (LogLines log = LogLines.of(OpenRequests.class)) {
            MDC.put(REQUEST_ID, "one");
            this.engine.submit(Requests.greedy(Requests.prompt(3, 1), 2), new RecordedGeneration() {
                @Override
                public void onToken(int choice, SampledToken token) {
                    throw new IllegalStateException("for a test");
                }
            });
            assertThat(report().reason()).isEqualTo(FinishReason.ERROR);
            assertThat(log.events()).singleElement()
                .satisfies((line) -> assertThat(line.getMDCPropertyMap()).containsEntry(REQUEST_ID, "one"));
        }
    }

    @Test
    void reasonPrefersAbnormalEnd() {
        GenerationRequest request = Requests.greedy(Requests.prompt(3, 1), 2, 2);
        GenerationTimings timings = new GenerationTimings(Duration.ZERO, Duration.ZERO, Duration.ZERO, 3, 0, 2);

        assertThat(new EndedRequest(request, timings, List.of(FinishReason.STOP, FinishReason.ERROR)).reason())
            .isEqualTo(FinishReason.ERROR);
    }

    private EndedRequest report() throws InterruptedException {
        EndedRequest report = this.reports.poll(5, TimeUnit.MINUTES);
        assertThat(report).as("report").isNotNull();
        return report;
    }

}

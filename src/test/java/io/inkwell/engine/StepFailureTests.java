package io.inkwell.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.inkwell.decoding.TokenBytes;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.decoding.stop.StopStrings;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.error.ErrorKind;
import io.inkwell.model.step.CellCopy;
import io.inkwell.model.step.CellRelease;
import io.inkwell.model.step.KvCacheSize;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;
import io.inkwell.model.step.StepRows;

import static org.assertj.core.api.Assertions.assertThat;

/** A failed step or copy fails only the requests that cause it. */
class StepFailureTests {

    private static final int CONTEXT = 64;

    private TestEngine engine = engine(new FakeCausalLm(4, CONTEXT));

    @AfterEach
    void close() {
        this.engine.close();
    }

    @Test
    void failedStepFailsOnlyOffendingRequest() {
        CountDownLatch resume = new CountDownLatch(1);
        int offendingToken = 49;
        start(new FakeCausalLm(8, CONTEXT) {
            @Override
            public StepOutput step(StepInput input) {
                TestEngine.await(resume);
                if (input.rows().stream().anyMatch((rows) -> hasAtPosition1(rows, offendingToken))) {
                    throw new IllegalStateException("index out of range");
                }
                return super.step(input);
            }
        });
        List<int[]> prompts = IntStream.range(0, 7).mapToObj((i) -> Requests.prompt(4 + i, i)).toList();
        List<RecordedGeneration> others = new ArrayList<>();
        prompts.subList(0, 4).forEach((prompt) -> others.add(this.engine.submit(Requests.greedy(prompt, 6))));
        RecordedGeneration failing = this.engine.submit(Requests.greedy(new int[] { 1, offendingToken, 2 }, 6));
        prompts.subList(4, 7).forEach((prompt) -> others.add(this.engine.submit(Requests.greedy(prompt, 6))));
        resume.countDown();

        assertThat(failing.failure().kind()).isEqualTo(ErrorKind.GENERATION_FAILED);
        for (int i = 0; i < others.size(); i++) {
            others.get(i).await();
            assertThat(others.get(i).tokens(0)).isEqualTo(FakeCausalLm.expected(prompts.get(i), 6));
        }
        this.engine.awaitIdle();
    }

    @Test
    void engineContinuesAfterFailedStep() {
        AtomicInteger stepsToFailure = new AtomicInteger(2);
        start(new FakeCausalLm(2, CONTEXT) {
            @Override
            public StepOutput step(StepInput input) {
                if (stepsToFailure.decrementAndGet() == 0) {
                    throw new OutOfMemoryError("for a test");
                }
                return super.step(input);
            }
        });
        assertThat(this.engine.submit(Requests.greedy(Requests.prompt(5, 1), 10)).failure().kind())
            .isEqualTo(ErrorKind.GENERATION_FAILED);
        this.engine.complete(Requests.prompt(7, 3), 5);
    }

    @Test
    void memoryOfTheProbeAfterAFailedStepIsReleased() {
        FakeCausalLm model = new FakeCausalLm(new KvCacheSize(2, CONTEXT, 2 * CONTEXT, 16)) {
            @Override
            public StepOutput step(StepInput input) {
                if (input.rows().stream().anyMatch((rows) -> hasAtPosition1(rows, 49))) {
                    throw new IllegalStateException("for a test");
                }
                return super.step(input);
            }
        };
        start(model);

        this.engine.submit(Requests.greedy(new int[] { 1, 49 }, 10)).failure();
        this.engine.complete(Requests.prompt(7, 3), 5);
        assertThat(model.releases()).extracting(CellRelease::firstCell).containsExactly(0);
    }

    @Test
    void nanLogitsFailOnlyTheirRequest() {
        start(new FakeCausalLm(2, CONTEXT) {
            @Override
            public StepOutput step(StepInput input) {
                StepOutput output = super.step(input);
                for (int i = 0; i < input.rows().size(); i++) {
                    StepRows rows = input.rows().get(i);
                    if (rows.numLogits() > 0 && rows.from() + rows.tokens().length == 2 && hasAtPosition1(rows, 49)) {
                        int last = output.rows().get(i).logitsOffset(rows.numLogits() - 1);
                        Arrays.fill(output.logits(), last, last + VOCABULARY, Float.NaN);
                    }
                }
                return output;
            }
        });
        assertThat(this.engine.submit(Requests.greedy(new int[] { 1, 49 }, 10)).failure().kind())
            .isEqualTo(ErrorKind.GENERATION_FAILED);
        this.engine.complete(Requests.prompt(7, 3), 5);
    }

    @Test
    void failedTokenBytesFailOnlyTheirRequest() {
        start(new FakeCausalLm(4, CONTEXT));
        int[] prompt = Requests.prompt(9, 2);
        StopConditions stop = new StopConditions(0, 6, Set.of(), Set.of(), false, StopStrings.of(List.of("never")),
                false);
        RecordedGeneration failing = this.engine
            .submit(GenerationRequest.builder(Requests.prompt(9, 1), stop).tokenBytes(() -> TokenBytes.of((token) -> {
                throw new IllegalStateException("for a test");
            })).build());
        RecordedGeneration other = this.engine.submit(Requests.greedy(prompt, 6));

        assertThat(failing.failure().kind()).isEqualTo(ErrorKind.GENERATION_FAILED);
        other.await();
        assertThat(other.tokens(0)).isEqualTo(FakeCausalLm.expected(prompt, 6));
        this.engine.awaitIdle();
    }

    @Test
    void failedCopyFailsOnlyItsRequests() {
        start(new FakeCausalLm(4, CONTEXT) {
            @Override
            public void copyCells(List<CellCopy> copies) {
                throw new OutOfMemoryError("for a test");
            }
        });
        RecordedGeneration copying = this.engine.submit(Requests.greedy(Requests.prompt(9, 1), 5, 3));
        int[] prompt = Requests.prompt(9, 2);
        RecordedGeneration alone = this.engine.submit(Requests.greedy(prompt, 5));

        assertThat(copying.failure().kind()).isEqualTo(ErrorKind.GENERATION_FAILED);
        alone.await();
        assertThat(alone.tokens(0)).isEqualTo(FakeCausalLm.expected(prompt, 5));
        this.engine.awaitIdle();
    }

    private void start(FakeCausalLm model) {
        this.engine.close();
        this.engine = engine(model);
    }

    private static TestEngine engine(FakeCausalLm model) {
        return TestEngine.on(model).limits(new SchedulerLimits(16, 5, 32)).start();
    }

    private static boolean hasAtPosition1(StepRows rows, int token) {
        int row = 1 - rows.from();
        return row >= 0 && row < rows.tokens().length && rows.tokens()[row] == token;
    }

}

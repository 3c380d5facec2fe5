package io.inkwell.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.CellCopy;
import io.inkwell.model.StepInput;
import io.inkwell.model.StepOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a failure of the model does to the requests that share a step. */
class StepFailureTests {

    private static final int CONTEXT = 64;

    private FakeCausalLm model = new FakeCausalLm(1, CONTEXT);

    private InferenceEngine engine = engine(this.model);

    @AfterEach
    void close() {
        this.engine.close();
    }

    @Test
    void stepThatFailsEndsOnlyTheRequestThatMakesItFail() {
        CountDownLatch resume = new CountDownLatch(1);
        int culprit = 49;
        start(new FakeCausalLm(8, CONTEXT) {
            @Override
            public StepOutput step(StepInput input) {
                awaitUninterruptibly(resume);
                if (IntStream.range(0, input.tokens().length)
                    .anyMatch((row) -> input.positions()[row] == 1 && input.tokens()[row] == culprit)) {
                    throw new IllegalStateException("index out of range");
                }
                return super.step(input);
            }
        });
        List<int[]> prompts = IntStream.range(0, 7).mapToObj((i) -> Requests.prompt(4 + i, i)).toList();
        List<RecordedGeneration> sound = new ArrayList<>();
        prompts.subList(0, 4).forEach((prompt) -> sound.add(submit(Requests.greedy(prompt, 6))));
        RecordedGeneration failing = submit(Requests.greedy(new int[] { 1, culprit, 2 }, 6));
        prompts.subList(4, 7).forEach((prompt) -> sound.add(submit(Requests.greedy(prompt, 6))));
        resume.countDown();

        assertFails(failing, ErrorKind.GENERATION_FAILED);
        for (int i = 0; i < sound.size(); i++) {
            sound.get(i).await();
            assertThat(sound.get(i).tokens(0)).isEqualTo(FakeCausalLm.expected(prompts.get(i), 6));
        }
        assertIdle();
    }

    @Test
    void copyThatFailsEndsTheRequestsThatNeedItAndNoOthers() {
        start(new FakeCausalLm(4, CONTEXT) {
            @Override
            public void copyCells(List<CellCopy> copies) {
                throw new OutOfMemoryError("for a test");
            }
        });
        RecordedGeneration copying = submit(Requests.greedy(Requests.prompt(9, 1), 5, 3));
        int[] prompt = Requests.prompt(9, 2);
        RecordedGeneration alone = submit(Requests.greedy(prompt, 5));

        assertFails(copying, ErrorKind.GENERATION_FAILED);
        alone.await();
        assertThat(alone.tokens(0)).isEqualTo(FakeCausalLm.expected(prompt, 5));
        assertIdle();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private void start(FakeCausalLm other) {
        this.engine.close();
        this.model = other;
        this.engine = engine(other);
    }

    private static InferenceEngine engine(FakeCausalLm model) {
        return new InferenceEngine("engine-test", model, new SchedulerLimits(16, 5, 32), true, EngineListener.NONE,
                System::nanoTime);
    }

    private RecordedGeneration submit(GenerationRequest request) {
        RecordedGeneration generation = new RecordedGeneration();
        this.engine.submit(request, generation);
        return generation;
    }

    private void assertIdle() {
        Awaitility.await()
            .untilAsserted(() -> assertThat(this.engine.snapshot())
                .isEqualTo(new EngineSnapshot(0, 0, 0, 0, this.model.numSlots())));
    }

    private static void assertFails(RecordedGeneration generation, ErrorKind kind) {
        assertThatThrownBy(generation::await).isInstanceOf(CompletionException.class)
            .cause()
            .isInstanceOfSatisfying(ServiceException.class, (ex) -> assertThat(ex.kind()).isEqualTo(kind));
    }

}

package io.inkwell.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.inkwell.decoding.FinishReason;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.StepInput;
import io.inkwell.model.StepOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The engine's loop on a network whose every answer depends on all that the scheduler
 * must get right.
 */
class InferenceEngineTests {

    private static final int CONTEXT = 64;

    private FakeCausalLm model = new FakeCausalLm(4, CONTEXT);

    private InferenceEngine engine = engine(this.model, 1000);

    @AfterEach
    void close() {
        this.engine.close();
    }

    @Test
    void requestsThatShareStepsGetWhatEachGetsAlone() {
        Random random = new Random(5);
        List<int[]> prompts = new ArrayList<>();
        List<RecordedGeneration> generations = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int[] prompt = Requests.prompt(1 + random.nextInt(30), i);
            prompts.add(prompt);
            generations.add(submit(Requests.greedy(prompt, 1 + i % 20, 1 + i % 7)));
        }
        for (int i = 0; i < generations.size(); i++) {
            generations.get(i).await();
            for (int choice = 0; choice < 1 + i % 7; choice++) {
                assertThat(generations.get(i).tokens(choice))
                    .isEqualTo(FakeCausalLm.expected(prompts.get(i), 1 + i % 20));
            }
        }
    }

    @Test
    void choicesShareThePromptsPrefill() {
        submit(Requests.greedy(Requests.prompt(30, 2), 3, 4)).await();
        // The prompt once, its last token once more for each other choice, and all
        // generated tokens but the last.
        assertThat(this.model.numRows()).isEqualTo(30 + 3 + 4 * 2);
    }

    @Test
    void countsEveryPromptTokenOnceHoweverThePromptIsCut() {
        AtomicInteger numPromptTokens = new AtomicInteger();
        this.engine.close();
        this.engine = new InferenceEngine("engine-test", this.model, new SchedulerLimits(16, 5, 32), true,
                new EngineListener() {
                    @Override
                    public void onPrompt(int numTokens) {
                        numPromptTokens.addAndGet(numTokens);
                    }
                }, System::nanoTime);
        for (int length : new int[] { 1, 16, 17, 33 }) {
            submit(Requests.greedy(Requests.prompt(length, 1), 3, 3)).await();
        }
        assertThat(numPromptTokens).hasValue(1 + 16 + 17 + 33);
    }

    @Test
    void choicesBeyondTheSlotsRunInWaves() {
        RecordedGeneration generation = submit(Requests.greedy(Requests.prompt(5, 2), 4, 11));
        assertThat(generation.await().numGeneratedTokens()).isEqualTo(44);
        assertThat(generation.reasons()).hasSize(11).containsEntry(10, FinishReason.LENGTH);
    }

    @Test
    void fullContextCanBeUsedToItsLastPosition() {
        int[] prompt = Requests.prompt(CONTEXT - 4, 1);
        RecordedGeneration generation = submit(Requests.greedy(prompt, 5));
        generation.await();
        assertThat(generation.tokens(0)).isEqualTo(FakeCausalLm.expected(prompt, 5));
        assertThatThrownBy(() -> submit(Requests.greedy(prompt, 6))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stepThatFailsEndsItsRequestsAndNoOthers() {
        AtomicInteger stepsToFailure = new AtomicInteger(2);
        restart(new FakeCausalLm(2, CONTEXT) {
            @Override
            public StepOutput step(StepInput input) {
                if (stepsToFailure.decrementAndGet() == 0) {
                    throw new OutOfMemoryError("for a test");
                }
                return super.step(input);
            }
        });
        assertFails(submit(Requests.greedy(Requests.prompt(5, 1), 10)), ErrorKind.GENERATION_FAILED);
        assertServes();
    }

    @Test
    void logitsThatAreNotNumbersEndTheirRequestOnly() {
        restart(new FakeCausalLm(2, CONTEXT) {
            @Override
            public StepOutput step(StepInput input) {
                StepOutput output = super.step(input);
                for (int i = 0; i < input.outputs().length; i++) {
                    int row = (int) input.outputs()[i];
                    if (input.positions()[row] == 1 && input.tokens()[row] == 49) {
                        Arrays.fill(output.logits(), i * VOCABULARY, (i + 1) * VOCABULARY, Float.NaN);
                    }
                }
                return output;
            }
        });
        assertFails(submit(Requests.greedy(new int[] { 1, 49 }, 10)), ErrorKind.GENERATION_FAILED);
        assertServes();
    }

    @Test
    void listenerThatThrowsLosesItsRequestOnly() {
        CountDownLatch failed = new CountDownLatch(1);
        this.engine.submit(Requests.greedy(Requests.prompt(3, 1), 10), new RecordedGeneration() {
            @Override
            public void onToken(int choice, ChosenToken token) {
                throw new IllegalStateException("for a test");
            }

            @Override
            public void onFailure(ServiceException failure) {
                failed.countDown();
                throw new IllegalStateException("for a test, again");
            }
        });
        assertServes();
        assertThat(failed.getCount()).isZero();
        assertIdle();
    }

    @Test
    void cancelledRequestFreesItsSlotsAndIsNotHeardOfAgain() throws InterruptedException {
        CountDownLatch resume = new CountDownLatch(1);
        restart(slowed(resume));
        RecordedGeneration cancelled = new RecordedGeneration();
        Generation generation = this.engine.submit(Requests.greedy(Requests.prompt(3, 1), 40, 9), cancelled);
        cancelled.awaitStart();
        generation.cancel();
        generation.cancel();
        resume.countDown();
        assertServes();
        assertThat(cancelled.isDone()).isFalse();
        assertIdle();
    }

    @Test
    void requestThatWaitsIsCancelledToo() {
        CountDownLatch resume = new CountDownLatch(1);
        restart(slowed(resume));
        List<Generation> generations = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            generations.add(this.engine.submit(Requests.greedy(Requests.prompt(3, i), 40), new RecordedGeneration()));
        }
        generations.forEach(Generation::cancel);
        resume.countDown();
        assertServes();
        assertIdle();
    }

    @Test
    void refusesWhatWouldWaitBehindTooMuch() {
        CountDownLatch resume = new CountDownLatch(1);
        restart(slowed(resume));
        List<RecordedGeneration> taken = new ArrayList<>();
        assertThatThrownBy(() -> {
            for (int i = 0; i < 40; i++) {
                taken.add(submit(Requests.greedy(Requests.prompt(3, i), 4)));
            }
        }).isInstanceOfSatisfying(ServiceException.class,
                (ex) -> assertThat(ex.kind()).isEqualTo(ErrorKind.OVERLOADED));
        assertThat(taken).hasSizeBetween(30, 34);
        resume.countDown();
        taken.forEach(RecordedGeneration::await);
        assertServes();
    }

    @Test
    void closingFailsWhatIsUnderWayAndTakesNoMore() throws InterruptedException {
        CountDownLatch resume = new CountDownLatch(1);
        FakeCausalLm slowed = slowed(resume);
        restart(slowed);
        RecordedGeneration running = submit(Requests.greedy(Requests.prompt(3, 1), 40)).awaitStart();
        RecordedGeneration waiting = submit(Requests.greedy(Requests.prompt(3, 1), 40, 9));
        Thread closing = new Thread(this.engine::close);
        closing.start();
        Awaitility.await().until(this::refusesRequests);
        resume.countDown();
        closing.join();
        assertFails(running, ErrorKind.UNAVAILABLE);
        assertFails(waiting, ErrorKind.UNAVAILABLE);
        assertThat(slowed.isClosed()).isTrue();
        assertThat(this.engine.isAlive()).isFalse();
        assertThatThrownBy(() -> submit(Requests.greedy(Requests.prompt(3, 1), 4))).isInstanceOfSatisfying(
                ServiceException.class, (ex) -> assertThat(ex.kind()).isEqualTo(ErrorKind.UNAVAILABLE));
    }

    private boolean refusesRequests() {
        try {
            submit(Requests.greedy(Requests.prompt(3, 1), 4));
            return false;
        }
        catch (ServiceException ex) {
            return ex.kind() == ErrorKind.UNAVAILABLE;
        }
    }

    /** Its second step waits, and so do all that follow. */
    private static FakeCausalLm slowed(CountDownLatch resume) {
        return new FakeCausalLm(2, CONTEXT) {
            @Override
            public StepOutput step(StepInput input) {
                if (!steps().isEmpty()) {
                    try {
                        resume.await();
                    }
                    catch (InterruptedException ex) {
                        throw new IllegalStateException(ex);
                    }
                }
                return super.step(input);
            }
        };
    }

    private void restart(FakeCausalLm other) {
        this.engine.close();
        this.model = other;
        this.engine = engine(other, 32);
    }

    private static InferenceEngine engine(FakeCausalLm model, int maxWaiting) {
        return new InferenceEngine("engine-test", model, new SchedulerLimits(16, 5, maxWaiting), true,
                EngineListener.NONE, System::nanoTime);
    }

    private RecordedGeneration submit(GenerationRequest request) {
        RecordedGeneration generation = new RecordedGeneration();
        this.engine.submit(request, generation);
        return generation;
    }

    private void assertServes() {
        int[] prompt = Requests.prompt(7, 3);
        RecordedGeneration generation = submit(Requests.greedy(prompt, 5));
        generation.await();
        assertThat(generation.tokens(0)).isEqualTo(FakeCausalLm.expected(prompt, 5));
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

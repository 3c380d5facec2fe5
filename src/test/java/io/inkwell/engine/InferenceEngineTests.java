package io.inkwell.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.GenerationHandle;
import io.inkwell.engine.request.SampledToken;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The engine's loop on a fake model, whose output changes with every scheduling error.
 */
class InferenceEngineTests {

    private static final int CONTEXT = 64;

    private TestEngine engine = engine(new FakeCausalLm(4, CONTEXT), 1000);

    @AfterEach
    void close() {
        this.engine.close();
    }

    @Test
    void batchedOutputMatchesUnbatchedOutput() {
        Random random = new Random(5);
        List<int[]> prompts = new ArrayList<>();
        List<RecordedGeneration> generations = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int[] prompt = Requests.prompt(1 + random.nextInt(30), i);
            prompts.add(prompt);
            generations.add(this.engine.submit(Requests.greedy(prompt, 1 + i % 20, 1 + i % 7)));
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
    void choicesSharePrefill() {
        this.engine.submit(Requests.greedy(Requests.prompt(30, 2), 3, 4)).await();
        // The prompt once, its last token once more for each other choice, and all
        // generated tokens but the last.
        assertThat(this.engine.model().numRows()).isEqualTo(30 + 3 + 4 * 2);
    }

    @Test
    void chunkedPrefillCountsPromptTokensOnce() {
        AtomicInteger numPromptTokens = new AtomicInteger();
        this.engine.close();
        this.engine = TestEngine.on(new FakeCausalLm(4, CONTEXT))
            .limits(new SchedulerLimits(16, 5, 32))
            .listener(new EngineListener() {
                @Override
                public void onPrompt(int numTokens) {
                    numPromptTokens.addAndGet(numTokens);
                }
            })
            .start();
        for (int length : new int[] { 1, 16, 17, 33 }) {
            this.engine.submit(Requests.greedy(Requests.prompt(length, 1), 3, 3)).await();
        }
        assertThat(numPromptTokens).hasValue(1 + 16 + 17 + 33);
    }

    @Test
    void choicesBeyondSlotsRunInWaves() {
        RecordedGeneration generation = this.engine.submit(Requests.greedy(Requests.prompt(5, 2), 4, 11));
        assertThat(generation.await().numGeneratedTokens()).isEqualTo(44);
        assertThat(generation.reasons()).hasSize(11).containsEntry(10, FinishReason.LENGTH);
    }

    @Test
    void requestCanFillContext() {
        int[] prompt = Requests.prompt(CONTEXT - 4, 1);
        RecordedGeneration generation = this.engine.submit(Requests.greedy(prompt, 5));
        generation.await();
        assertThat(generation.tokens(0)).isEqualTo(FakeCausalLm.expected(prompt, 5));
        assertThatThrownBy(() -> this.engine.submit(Requests.greedy(prompt, 6)))
            .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void exceptionInListenerFailsOnlyItsRequest() {
        CountDownLatch failed = new CountDownLatch(1);
        this.engine.submit(Requests.greedy(Requests.prompt(3, 1), 10), new RecordedGeneration() {
            @Override
            public void onToken(int choice, SampledToken token) {
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
        this.engine.awaitIdle();
    }

    @Test
    void cancelFreesSlotsAndStopsCallbacks() throws InterruptedException {
        CountDownLatch resume = new CountDownLatch(1);
        restart(slowed(resume));
        RecordedGeneration cancelled = new RecordedGeneration();
        GenerationHandle generation = this.engine.submit(Requests.greedy(Requests.prompt(3, 1), 40, 9), cancelled);
        cancelled.awaitStart();
        generation.cancel();
        generation.cancel();
        resume.countDown();
        assertServes();
        assertThat(cancelled.isDone()).isFalse();
        this.engine.awaitIdle();
    }

    @Test
    void cancelRemovesWaitingRequests() {
        CountDownLatch resume = new CountDownLatch(1);
        restart(slowed(resume));
        List<GenerationHandle> generations = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            generations.add(this.engine.submit(Requests.greedy(Requests.prompt(3, i), 40), new RecordedGeneration()));
        }
        generations.forEach(GenerationHandle::cancel);
        resume.countDown();
        assertServes();
        this.engine.awaitIdle();
    }

    @Test
    void rejectsRequestWhenQueueIsFull() {
        CountDownLatch resume = new CountDownLatch(1);
        restart(slowed(resume));
        List<RecordedGeneration> accepted = new ArrayList<>();
        assertThatThrownBy(() -> {
            for (int i = 0; i < 40; i++) {
                accepted.add(this.engine.submit(Requests.greedy(Requests.prompt(3, i), 4)));
            }
        }).isInstanceOfSatisfying(ServiceException.class,
                (ex) -> assertThat(ex.kind()).isEqualTo(ErrorKind.OVERLOADED));
        assertThat(accepted).hasSizeBetween(30, 34);
        resume.countDown();
        accepted.forEach(RecordedGeneration::await);
        assertServes();
    }

    @Test
    void closeFailsOpenRequestsAndRejectsNewOnes() throws InterruptedException {
        CountDownLatch resume = new CountDownLatch(1);
        FakeCausalLm slowed = slowed(resume);
        restart(slowed);
        RecordedGeneration running = this.engine.submit(Requests.greedy(Requests.prompt(3, 1), 40)).awaitStart();
        RecordedGeneration waiting = this.engine.submit(Requests.greedy(Requests.prompt(3, 1), 40, 9));
        Thread closing = new Thread(this.engine::close);
        closing.start();
        Awaitility.await().until(this::rejectsRequests);
        resume.countDown();
        closing.join();
        assertThat(running.failure().kind()).isEqualTo(ErrorKind.UNAVAILABLE);
        assertThat(waiting.failure().kind()).isEqualTo(ErrorKind.UNAVAILABLE);
        assertThat(slowed.isClosed()).isTrue();
        assertThat(this.engine.isAlive()).isFalse();
        assertThatThrownBy(() -> this.engine.submit(Requests.greedy(Requests.prompt(3, 1), 4))).isInstanceOfSatisfying(
                ServiceException.class, (ex) -> assertThat(ex.kind()).isEqualTo(ErrorKind.UNAVAILABLE));
    }

    private boolean rejectsRequests() {
        try {
            this.engine.submit(Requests.greedy(Requests.prompt(3, 1), 4));
            return false;
        }
        catch (ServiceException ex) {
            return ex.kind() == ErrorKind.UNAVAILABLE;
        }
    }

    /** A model that blocks from its second step on, until the latch opens. */
    private static FakeCausalLm slowed(CountDownLatch resume) {
        return new FakeCausalLm(2, CONTEXT) {
            @Override
            public StepOutput step(StepInput input) {
                if (!steps().isEmpty()) {
                    TestEngine.await(resume);
                }
                return super.step(input);
            }
        };
    }

    private void restart(FakeCausalLm model) {
        this.engine.close();
        this.engine = engine(model, 32);
    }

    private static TestEngine engine(FakeCausalLm model, int maxWaiting) {
        return TestEngine.on(model).limits(new SchedulerLimits(16, 5, maxWaiting)).start();
    }

    private void assertServes() {
        this.engine.complete(Requests.prompt(7, 3), 5);
    }

}

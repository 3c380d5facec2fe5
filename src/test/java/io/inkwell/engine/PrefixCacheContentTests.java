package io.inkwell.engine;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.inkwell.decoding.search.BeamSearchParams.EarlyStopping;
import io.inkwell.decoding.search.BeamSearchParams;
import io.inkwell.engine.request.GenerationHandle;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.PromptOutputs;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.model.step.CellCopy;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contents of the prefix cache after sequences that finished, failed or were
 * cancelled.
 */
class PrefixCacheContentTests {

    private static final int CONTEXT = 128;

    private TestEngine engine = engine(new FakeCausalLm(4, CONTEXT));

    @AfterEach
    void close() {
        this.engine.close();
    }

    @Test
    void keepsReusedPrefixAndEvictsUnusedOnes() {
        int[] useful = Requests.prompt(40, 1);
        for (int i = 0; i < 20; i++) {
            assertThat(this.engine.complete(Requests.join(useful, Requests.prompt(20, i)), 5).numCachedTokens())
                .isGreaterThanOrEqualTo((i == 0) ? 0 : 40);
            this.engine.complete(Requests.prompt(60, 20 + i), 5);
        }
    }

    @Test
    void evictsLeastRecentlyUsedFirst() {
        for (int i = 0; i < 5; i++) {
            this.engine.complete(Requests.prompt(40, 10 * i + 1), 20);
        }
        assertThat(this.engine.complete(Requests.prompt(40, 41), 20).numCachedTokens()).isEqualTo(39);
        assertThat(this.engine.complete(Requests.prompt(40, 1), 20).numCachedTokens()).isZero();
    }

    @Test
    void searchReusesCachedPromptAndCachesItsBranches() {
        int[] prompt = Requests.prompt(40, 1);
        this.engine.complete(prompt, 30);
        GenerationRequest search = GenerationRequest.builder(prompt, Requests.stopAfter(25))
            .search(new BeamSearchParams(3, 1, 0, 1, EarlyStopping.FALSE))
            .build();
        RecordedGeneration generation = this.engine.submit(search);
        assertThat(generation.await().numCachedTokens()).isEqualTo(39);
        assertThat(generation.tokens(0)).isEqualTo(FakeCausalLm.expected(prompt, 25));
        int[] next = Requests.join(prompt, Requests.ints(generation.tokens(0)), Requests.prompt(4, 2));
        assertThat(this.engine.complete(next, 9).numCachedTokens()).isGreaterThanOrEqualTo(60);
        assertThat(this.engine.complete(Requests.prompt(50, 2), 9).numCachedTokens()).isZero();
    }

    @Test
    void scoredPromptBypassesCacheButIsCached() {
        int[] prompt = Requests.prompt(40, 1);
        restart(new FakeCausalLm(4, CONTEXT));
        GenerationRequest scored = GenerationRequest.builder(prompt, Requests.stopAfter(3))
            .promptOutputs(new PromptOutputs(0, false))
            .build();
        this.engine.complete(prompt, 3);
        int numRows = this.engine.model().numRows();
        assertThat(this.engine.submit(scored).await().numCachedTokens()).isZero();
        assertThat(this.engine.model().numRows() - numRows).isEqualTo(40 + 2);
        assertThat(this.engine.complete(prompt, 3).numCachedTokens()).isEqualTo(39);
    }

    @Test
    void cancelledPrefillCachesComputedTokens() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch resume = new CountDownLatch(1);
        restart(new FakeCausalLm(1, CONTEXT) {
            @Override
            public StepOutput step(StepInput input) {
                if (steps().size() == 1) {
                    reached.countDown();
                    TestEngine.await(resume);
                }
                return super.step(input);
            }
        });
        int[] prompt = Requests.prompt(100, 1);
        GenerationHandle cancelled = this.engine.submit(Requests.greedy(prompt, 5), new RecordedGeneration());
        reached.await();
        cancelled.cancel();
        resume.countDown();
        // Two steps of 32 tokens.
        assertThat(this.engine.complete(prompt, 5).numCachedTokens()).isEqualTo(64);
    }

    @Test
    void failedStepCachesNothing() {
        AtomicBoolean fails = new AtomicBoolean();
        restart(new FakeCausalLm(2, CONTEXT) {
            @Override
            public StepOutput step(StepInput input) {
                StepOutput output = super.step(input);
                if (fails.getAndSet(false)) {
                    throw new OutOfMemoryError("for a test");
                }
                return output;
            }
        });
        int[] prompt = Requests.prompt(40, 1);
        fails.set(true);
        this.engine.submit(Requests.greedy(prompt, 5)).failure();
        assertThat(this.engine.complete(prompt, 5).numCachedTokens()).isZero();
    }

    @Test
    void failedCopyFailsItsRequestsAndCachesNothing() {
        AtomicBoolean fails = new AtomicBoolean();
        restart(new FakeCausalLm(4, CONTEXT) {
            @Override
            public void copyCells(List<CellCopy> copies) {
                if (fails.getAndSet(false)) {
                    throw new IllegalStateException("for a test");
                }
                super.copyCells(copies);
            }
        });
        int[] common = Requests.prompt(40, 1);
        this.engine.complete(Requests.join(common, Requests.prompt(40, 2)), 5);
        fails.set(true);
        int[] other = Requests.join(common, Requests.prompt(20, 3));
        this.engine.submit(Requests.greedy(other, 5)).failure();
        assertThat(this.engine.complete(other, 5).numCachedTokens()).isEqualTo(40);
    }

    private void restart(FakeCausalLm model) {
        this.engine.close();
        this.engine = engine(model);
    }

    private static TestEngine engine(FakeCausalLm model) {
        return TestEngine.on(model).limits(new SchedulerLimits(32, 8, 1000)).start();
    }

}

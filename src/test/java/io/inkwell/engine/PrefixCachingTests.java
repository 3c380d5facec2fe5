package io.inkwell.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.GenerationHandle;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.model.step.CellCopy;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;
import io.inkwell.model.step.StepRows;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Prefix caching on a fake model whose cells store tokens, so that a wrong cell changes
 * the output.
 */
class PrefixCachingTests {

    private static final int CONTEXT = 128;

    private final CountDownLatch resume = new CountDownLatch(1);

    private TestEngine engine = engine(new FakeCausalLm(4, CONTEXT), true, EngineListener.NONE);

    @AfterEach
    void close() {
        this.resume.countDown();
        this.engine.close();
    }

    @ParameterizedTest
    @CsvSource({ "0, 0", "1, 0", "15, 0", "16, 16", "17, 17", "39, 39", "40, 39" })
    void computesOnlyTokensAfterSharedPrefix(int numShared, int numCached) {
        int[] first = Requests.prompt(40, 1);
        int[] second = Arrays.copyOf(first, 40);
        for (int i = numShared; i < 40; i++) {
            second[i] = (first[i] + 1) % FakeCausalLm.VOCABULARY;
        }
        assertThat(this.engine.complete(first, 30).numCachedTokens()).isZero();
        int numRows = this.engine.model().numRows();
        assertThat(this.engine.complete(second, 3).numCachedTokens()).isEqualTo(numCached);
        assertThat(this.engine.model().numRows() - numRows).isEqualTo(40 - numCached + 2);
    }

    @Test
    void nextChatTurnReusesSlotWithoutCopy() {
        int[] turn = Requests.prompt(30, 1);
        this.engine.complete(turn, 20);
        int[] next = Requests.join(turn, Requests.ints(FakeCausalLm.expected(turn, 20)), Requests.prompt(10, 2));
        // No step has computed the keys and values of the last generated token.
        assertThat(this.engine.complete(next, 5).numCachedTokens()).isEqualTo(49);
        assertThat(this.engine.model().copies()).isEmpty();
        assertThat(slotsOfPrompts()).containsExactly(0, 0);
    }

    @Test
    void copiesSharedPrefixAndKeepsBothSequencesCached() {
        int[] common = Requests.prompt(30, 1);
        int[] one = Requests.join(common, Requests.prompt(30, 2));
        int[] other = Requests.join(common, Requests.prompt(30, 3));
        this.engine.complete(one, 5);
        assertThat(this.engine.complete(other, 5).numCachedTokens()).isEqualTo(30);
        assertThat(this.engine.model().copies()).containsExactly(new CellCopy(0, 1, 0, 30));
        assertThat(this.engine.complete(one, 5).numCachedTokens()).isEqualTo(59);
        assertThat(this.engine.complete(other, 5).numCachedTokens()).isEqualTo(59);
    }

    @Test
    void reusesPrefixOfRunningSequence() throws InterruptedException {
        restart(slowed(), true);
        int[] prompt = Requests.prompt(40, 1);
        RecordedGeneration running = this.engine.submit(Requests.greedy(prompt, 60)).awaitStart();
        int[] longer = Requests.join(prompt, Requests.prompt(5, 2));
        RecordedGeneration other = this.engine.submit(Requests.greedy(longer, 5));
        this.resume.countDown();
        assertThat(other.await().numCachedTokens()).isEqualTo(40);
        running.await();
        assertThat(other.tokens(0)).isEqualTo(FakeCausalLm.expected(longer, 5));
        assertThat(running.tokens(0)).isEqualTo(FakeCausalLm.expected(prompt, 60));
    }

    @Test
    void concurrentRequestsComputeSharedPrefixOnce() {
        restart(slowed(), true);
        RecordedGeneration blocker = this.engine.submit(Requests.greedy(Requests.prompt(1, 9), 2));
        int[] common = Requests.prompt(100, 1);
        List<int[]> prompts = IntStream.range(0, 3)
            .mapToObj((i) -> Requests.join(common, Requests.prompt(5, i)))
            .toList();
        List<RecordedGeneration> generations = prompts.stream()
            .map((each) -> this.engine.submit(Requests.greedy(each, 4)))
            .toList();
        this.resume.countDown();
        blocker.await();
        for (int i = 0; i < prompts.size(); i++) {
            int numCached = generations.get(i).await().numCachedTokens();
            assertThat(generations.get(i).tokens(0)).isEqualTo(FakeCausalLm.expected(prompts.get(i), 4));
            // The step that completes the first prompt can also prefill part of the next
            // one.
            assertThat(numCached).isBetween((i == 0) ? 0 : 68, (i == 0) ? 0 : 100);
        }
    }

    @Test
    void choicesReuseCachedPrompt() {
        int[] prompt = Requests.prompt(40, 1);
        this.engine.complete(prompt, 5);
        int numRows = this.engine.model().numRows();
        RecordedGeneration generation = this.engine.submit(Requests.greedy(prompt, 4, 6));
        assertThat(generation.await().numCachedTokens()).isEqualTo(39);
        for (int choice = 0; choice < 6; choice++) {
            assertThat(generation.tokens(choice)).isEqualTo(FakeCausalLm.expected(prompt, 4));
        }
        assertThat(this.engine.model().numRows() - numRows).isEqualTo(6 * 4);
    }

    @Test
    void computesWholePromptIfCachingIsDisabled() {
        restart(new FakeCausalLm(4, CONTEXT), false);
        int[] prompt = Requests.prompt(40, 1);
        this.engine.complete(prompt, 5);
        assertThat(this.engine.complete(prompt, 5).numCachedTokens()).isZero();
        assertThat(this.engine.model().numRows()).isEqualTo(2 * (40 + 4));
        assertThat(slotsOfPrompts()).containsExactly(0, 0);
    }

    @Test
    void copiesNoRunningSequenceIfCachingIsDisabled() throws InterruptedException {
        FakeCausalLm slowed = slowed();
        restart(slowed, false);
        int[] prompt = Requests.prompt(40, 1);
        RecordedGeneration running = this.engine.submit(Requests.greedy(prompt, 60)).awaitStart();
        RecordedGeneration other = this.engine.submit(Requests.greedy(prompt, 5));
        this.resume.countDown();
        assertThat(other.await().numCachedTokens()).isZero();
        running.await();
        assertThat(slowed.copies()).isEmpty();
    }

    @Test
    void reportsPrefixLookupOncePerRequest() {
        List<List<Integer>> lookups = new ArrayList<>();
        this.engine.close();
        this.engine = engine(new FakeCausalLm(4, CONTEXT), true, new EngineListener() {
            @Override
            public void onPrefixLookup(int numTokens, int numFound) {
                lookups.add(List.of(numTokens, numFound));
            }
        });
        int[] prompt = Requests.prompt(40, 1);
        this.engine.submit(Requests.greedy(prompt, 5, 7)).await();
        this.engine.submit(Requests.greedy(prompt, 5, 7)).await();
        assertThat(lookups).containsExactly(List.of(40, 0), List.of(40, 39));
    }

    /**
     * Requests that share prefixes, extend earlier sequences and are cancelled at any
     * time, with more sequences than slots.
     */
    @Test
    void outputMatchesEmptyCache() {
        Random random = new Random(11);
        List<int[]> sequences = new ArrayList<>(List.of(Requests.prompt(20, 1), Requests.prompt(20, 2)));
        for (int round = 0; round < 60; round++) {
            List<int[]> prompts = new ArrayList<>();
            List<RecordedGeneration> generations = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int[] sequence = sequences.get(random.nextInt(sequences.size()));
                int numKept = 1 + random.nextInt(Math.min(sequence.length, 90));
                int[] prompt = Requests.join(Arrays.copyOf(sequence, numKept),
                        Requests.prompt(random.nextInt(10), random.nextInt(50)));
                int maxTokens = 1 + random.nextInt(24);
                int numChoices = 1 + random.nextInt(3);
                if (random.nextInt(4) == 0) {
                    GenerationHandle cancelled = this.engine.submit(Requests.greedy(prompt, maxTokens, numChoices),
                            new RecordedGeneration());
                    if (random.nextBoolean()) {
                        Thread.yield();
                    }
                    cancelled.cancel();
                }
                else {
                    prompts.add(prompt);
                    generations.add(this.engine.submit(Requests.greedy(prompt, maxTokens, numChoices)));
                }
            }
            for (int i = 0; i < prompts.size(); i++) {
                int numTokens = generations.get(i).await().numGeneratedTokens();
                List<Integer> first = generations.get(i).tokens(0);
                int numChoices = numTokens / first.size();
                for (int choice = 0; choice < numChoices; choice++) {
                    assertThat(generations.get(i).tokens(choice))
                        .isEqualTo(FakeCausalLm.expected(prompts.get(i), first.size()));
                }
                sequences.add(Requests.join(prompts.get(i), Requests.ints(first)));
            }
        }
        this.engine.awaitIdle();
    }

    /** A model that blocks once it has computed logits. */
    private FakeCausalLm slowed() {
        return new FakeCausalLm(4, CONTEXT) {
            @Override
            public StepOutput step(StepInput input) {
                if (steps().stream()
                    .anyMatch((step) -> step.rows().stream().anyMatch((rows) -> rows.numLogits() > 0))) {
                    TestEngine.await(PrefixCachingTests.this.resume);
                }
                return super.step(input);
            }
        };
    }

    private void restart(FakeCausalLm model, boolean prefixCaching) {
        this.engine.close();
        this.engine = engine(model, prefixCaching, EngineListener.NONE);
    }

    private static TestEngine engine(FakeCausalLm model, boolean prefixCaching, EngineListener listener) {
        return TestEngine.on(model)
            .limits(new SchedulerLimits(32, 8, 1000))
            .prefixCaching(prefixCaching)
            .listener(listener)
            .start();
    }

    /** The slot of each request, if requests run one at a time. */
    private List<Integer> slotsOfPrompts() {
        return this.engine.model()
            .steps()
            .stream()
            .map((step) -> step.rows().get(0))
            .filter((rows) -> rows.tokens().length > 1 && rows.numLogits() > 0)
            .map(StepRows::slot)
            .toList();
    }

}

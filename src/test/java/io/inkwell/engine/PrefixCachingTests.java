package io.inkwell.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.decoding.BeamSearchParams;
import io.inkwell.decoding.BeamSearchParams.EarlyStopping;
import io.inkwell.model.CellCopy;
import io.inkwell.model.StepInput;
import io.inkwell.model.StepOutput;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the engine computes of prompts that begin like others, on a network whose cells
 * hold the tokens themselves: a cell of another token changes the text.
 */
class PrefixCachingTests {

    private static final int CONTEXT = 128;

    private final CountDownLatch resume = new CountDownLatch(1);

    private FakeCausalLm model = new FakeCausalLm(4, CONTEXT);

    private InferenceEngine engine = engine(this.model, true);

    @AfterEach
    void close() {
        this.resume.countDown();
        this.engine.close();
    }

    @ParameterizedTest
    @CsvSource({ "0, 0", "1, 0", "15, 0", "16, 16", "17, 17", "39, 39", "40, 39" })
    void promptThatSharesItsBeginningComputesTheRest(int numShared, int numCached) {
        int[] first = Requests.prompt(40, 1);
        int[] second = Arrays.copyOf(first, 40);
        for (int i = numShared; i < 40; i++) {
            second[i] = (first[i] + 1) % FakeCausalLm.VOCABULARY;
        }
        assertThat(complete(first, 30).numCachedTokens()).isZero();
        int numRows = this.model.numRows();
        assertThat(complete(second, 3).numCachedTokens()).isEqualTo(numCached);
        assertThat(this.model.numRows() - numRows).isEqualTo(40 - numCached + 2);
    }

    @Test
    void nextTurnOfAChatComputesWhatIsNewAndCopiesNothing() {
        int[] turn = Requests.prompt(30, 1);
        complete(turn, 20);
        int[] next = join(turn, ints(FakeCausalLm.expected(turn, 20)), Requests.prompt(10, 2));
        // The last token of the answer was chosen but never fed back.
        assertThat(complete(next, 5).numCachedTokens()).isEqualTo(49);
        assertThat(this.model.copies()).isEmpty();
        assertThat(slotsOfPrompts()).containsExactly(0, 0);
    }

    @Test
    void beginningOfALongerTextIsCopiedSoThatBothStay() {
        int[] common = Requests.prompt(30, 1);
        int[] one = join(common, Requests.prompt(30, 2));
        int[] other = join(common, Requests.prompt(30, 3));
        complete(one, 5);
        assertThat(complete(other, 5).numCachedTokens()).isEqualTo(30);
        assertThat(this.model.copies()).containsExactly(new CellCopy(0, 1, 0, 30));
        assertThat(complete(one, 5).numCachedTokens()).isEqualTo(59);
        assertThat(complete(other, 5).numCachedTokens()).isEqualTo(59);
    }

    @Test
    void prefixIsTakenFromASequenceThatRuns() throws InterruptedException {
        restart(slowed(), true);
        int[] prompt = Requests.prompt(40, 1);
        RecordedGeneration running = submit(Requests.greedy(prompt, 60)).awaitStart();
        int[] beside = join(prompt, Requests.prompt(5, 2));
        RecordedGeneration other = submit(Requests.greedy(beside, 5));
        this.resume.countDown();
        assertThat(other.await().numCachedTokens()).isEqualTo(40);
        running.await();
        assertThat(other.tokens(0)).isEqualTo(FakeCausalLm.expected(beside, 5));
        assertThat(running.tokens(0)).isEqualTo(FakeCausalLm.expected(prompt, 60));
    }

    @Test
    void requestsThatComeTogetherComputeTheirCommonBeginningOnce() {
        restart(slowed(), true);
        RecordedGeneration blocker = submit(Requests.greedy(Requests.prompt(1, 9), 2));
        int[] common = Requests.prompt(100, 1);
        List<int[]> prompts = IntStream.range(0, 3).mapToObj((i) -> join(common, Requests.prompt(5, i))).toList();
        List<RecordedGeneration> generations = prompts.stream()
            .map((each) -> submit(Requests.greedy(each, 4)))
            .toList();
        this.resume.countDown();
        blocker.await();
        for (int i = 0; i < prompts.size(); i++) {
            int numCached = generations.get(i).await().numCachedTokens();
            assertThat(generations.get(i).tokens(0)).isEqualTo(FakeCausalLm.expected(prompts.get(i), 4));
            // Of the step in which the first ends its prompt a part may go to the next.
            assertThat(numCached).isBetween((i == 0) ? 0 : 68, (i == 0) ? 0 : 100);
        }
    }

    @Test
    void slotsThatServeAreKeptAndThoseThatDoNotAreWrittenOver() {
        int[] useful = Requests.prompt(40, 1);
        for (int i = 0; i < 20; i++) {
            assertThat(complete(join(useful, Requests.prompt(20, i)), 5).numCachedTokens())
                .isGreaterThanOrEqualTo((i == 0) ? 0 : 40);
            complete(Requests.prompt(60, 20 + i), 5);
        }
    }

    @Test
    void whatIsLongestUnusedIsWrittenOverFirst() {
        for (int i = 0; i < 5; i++) {
            complete(Requests.prompt(40, 10 * i + 1), 20);
        }
        assertThat(complete(Requests.prompt(40, 41), 20).numCachedTokens()).isEqualTo(39);
        assertThat(complete(Requests.prompt(40, 1), 20).numCachedTokens()).isZero();
    }

    @Test
    void choicesTakeTheirPromptFromTheCacheTogether() {
        int[] prompt = Requests.prompt(40, 1);
        complete(prompt, 5);
        int numRows = this.model.numRows();
        RecordedGeneration generation = submit(Requests.greedy(prompt, 4, 6));
        assertThat(generation.await().numCachedTokens()).isEqualTo(39);
        for (int choice = 0; choice < 6; choice++) {
            assertThat(generation.tokens(choice)).isEqualTo(FakeCausalLm.expected(prompt, 4));
        }
        assertThat(this.model.numRows() - numRows).isEqualTo(6 * 4);
    }

    @Test
    void searchTakesItsPromptFromTheCacheAndLeavesItsBranches() {
        int[] prompt = Requests.prompt(40, 1);
        complete(prompt, 30);
        GenerationRequest search = GenerationRequest.builder(prompt, Requests.stopAfter(25))
            .search(new BeamSearchParams(3, 1, 0, 1, EarlyStopping.FALSE))
            .build();
        RecordedGeneration generation = submit(search);
        assertThat(generation.await().numCachedTokens()).isEqualTo(39);
        assertThat(generation.tokens(0)).isEqualTo(FakeCausalLm.expected(prompt, 25));
        int[] next = join(prompt, ints(generation.tokens(0)), Requests.prompt(4, 2));
        assertThat(complete(next, 9).numCachedTokens()).isGreaterThanOrEqualTo(60);
        assertThat(complete(Requests.prompt(50, 2), 9).numCachedTokens()).isZero();
    }

    @Test
    void promptOfWhichAllIsWantedIsComputedWholeAndLeftToOthers() {
        int[] prompt = Requests.prompt(40, 1);
        restart(new ScoringLm(), true);
        GenerationRequest scored = GenerationRequest.builder(prompt, Requests.stopAfter(3))
            .promptOutputs(new PromptOutputs(0, false))
            .build();
        complete(prompt, 3);
        int numRows = this.model.numRows();
        assertThat(submit(scored).await().numCachedTokens()).isZero();
        assertThat(this.model.numRows() - numRows).isEqualTo(40 + 2);
        assertThat(complete(prompt, 3).numCachedTokens()).isEqualTo(39);
    }

    @Test
    void cancelledPrefillLeavesWhatItComputed() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        restart(new FakeCausalLm(1, CONTEXT) {
            @Override
            public StepOutput step(StepInput input) {
                if (steps().size() == 1) {
                    reached.countDown();
                    awaitResume();
                }
                return super.step(input);
            }
        }, true);
        int[] prompt = Requests.prompt(100, 1);
        Generation cancelled = this.engine.submit(Requests.greedy(prompt, 5), new RecordedGeneration());
        reached.await();
        cancelled.cancel();
        this.resume.countDown();
        // Two steps of 32 tokens.
        assertThat(complete(prompt, 5).numCachedTokens()).isEqualTo(64);
    }

    @Test
    void failedStepLeavesNothing() {
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
        }, true);
        int[] prompt = Requests.prompt(40, 1);
        fails.set(true);
        submit(Requests.greedy(prompt, 5)).failure();
        assertThat(complete(prompt, 5).numCachedTokens()).isZero();
    }

    @Test
    void failedCopyFailsThoseThatWereToGoOnFromItAndLeavesNothing() {
        AtomicBoolean fails = new AtomicBoolean();
        restart(new FakeCausalLm(4, CONTEXT) {
            @Override
            public void copyCells(List<CellCopy> copies) {
                if (fails.getAndSet(false)) {
                    throw new IllegalStateException("for a test");
                }
                super.copyCells(copies);
            }
        }, true);
        int[] common = Requests.prompt(40, 1);
        complete(join(common, Requests.prompt(40, 2)), 5);
        fails.set(true);
        int[] other = join(common, Requests.prompt(20, 3));
        submit(Requests.greedy(other, 5)).failure();
        assertThat(complete(other, 5).numCachedTokens()).isEqualTo(40);
    }

    @Test
    void withoutPrefixCachingEveryPromptIsComputedWhole() {
        restart(new FakeCausalLm(4, CONTEXT), false);
        int[] prompt = Requests.prompt(40, 1);
        complete(prompt, 5);
        assertThat(complete(prompt, 5).numCachedTokens()).isZero();
        assertThat(this.model.numRows()).isEqualTo(2 * (40 + 4));
        assertThat(slotsOfPrompts()).containsExactly(0, 0);
    }

    @Test
    void withoutPrefixCachingSequencesThatRunAreNotCopiedEither() throws InterruptedException {
        FakeCausalLm slowed = slowed();
        restart(slowed, false);
        int[] prompt = Requests.prompt(40, 1);
        RecordedGeneration running = submit(Requests.greedy(prompt, 60)).awaitStart();
        RecordedGeneration other = submit(Requests.greedy(prompt, 5));
        this.resume.countDown();
        assertThat(other.await().numCachedTokens()).isZero();
        running.await();
        assertThat(slowed.copies()).isEmpty();
    }

    @Test
    void tellsOncePerRequestWhatWasLookedUpAndFound() {
        List<List<Integer>> lookups = new ArrayList<>();
        this.engine.close();
        this.model = new FakeCausalLm(4, CONTEXT);
        this.engine = new InferenceEngine("engine-test", this.model, new SchedulerLimits(32, 8, 1000), true,
                new EngineListener() {
                    @Override
                    public void onPrefixLookup(int numTokens, int numFound) {
                        lookups.add(List.of(numTokens, numFound));
                    }
                }, System::nanoTime);
        int[] prompt = Requests.prompt(40, 1);
        submit(Requests.greedy(prompt, 5, 7)).await();
        submit(Requests.greedy(prompt, 5, 7)).await();
        assertThat(lookups).containsExactly(List.of(40, 0), List.of(40, 39));
    }

    /**
     * Texts that share beginnings, go on from one another and are cut off at any time, on
     * more than the slots can hold.
     */
    @Test
    void everyTextIsThatOfAnEmptyCacheWhateverRanBefore() {
        Random random = new Random(11);
        List<int[]> texts = new ArrayList<>(List.of(Requests.prompt(20, 1), Requests.prompt(20, 2)));
        for (int round = 0; round < 60; round++) {
            List<int[]> prompts = new ArrayList<>();
            List<RecordedGeneration> generations = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int[] text = texts.get(random.nextInt(texts.size()));
                int numKept = 1 + random.nextInt(Math.min(text.length, 90));
                int[] prompt = join(Arrays.copyOf(text, numKept),
                        Requests.prompt(random.nextInt(10), random.nextInt(50)));
                int maxTokens = 1 + random.nextInt(24);
                int numChoices = 1 + random.nextInt(3);
                if (random.nextInt(4) == 0) {
                    Generation cancelled = this.engine.submit(Requests.greedy(prompt, maxTokens, numChoices),
                            new RecordedGeneration());
                    if (random.nextBoolean()) {
                        Thread.yield();
                    }
                    cancelled.cancel();
                }
                else {
                    prompts.add(prompt);
                    generations.add(submit(Requests.greedy(prompt, maxTokens, numChoices)));
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
                texts.add(join(prompts.get(i), ints(first)));
            }
        }
        Awaitility.await().untilAsserted(() -> assertThat(this.engine.snapshot().numSlotsTaken()).isZero());
    }

    /** Waits once a token was chosen. */
    private FakeCausalLm slowed() {
        return new FakeCausalLm(4, CONTEXT) {
            @Override
            public StepOutput step(StepInput input) {
                if (steps().stream().anyMatch((step) -> step.outputs().length > 0)) {
                    awaitResume();
                }
                return super.step(input);
            }
        };
    }

    private void awaitResume() {
        try {
            this.resume.await();
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private void restart(FakeCausalLm other, boolean prefixCaching) {
        this.engine.close();
        this.model = other;
        this.engine = engine(other, prefixCaching);
    }

    private static InferenceEngine engine(FakeCausalLm model, boolean prefixCaching) {
        return new InferenceEngine("engine-test", model, new SchedulerLimits(32, 8, 1000), prefixCaching,
                EngineListener.NONE, System::nanoTime);
    }

    private RecordedGeneration submit(GenerationRequest request) {
        RecordedGeneration generation = new RecordedGeneration();
        this.engine.submit(request, generation);
        return generation;
    }

    /** Waits for a text, and for its slot to be free; it must be the right one. */
    private GenerationTimings complete(int[] prompt, int numTokens) {
        RecordedGeneration generation = submit(Requests.greedy(prompt, numTokens));
        GenerationTimings timings = generation.await();
        assertThat(generation.tokens(0)).isEqualTo(FakeCausalLm.expected(prompt, numTokens));
        return timings;
    }

    /** Of each request that ran alone the slot. */
    private List<Integer> slotsOfPrompts() {
        return this.model.steps()
            .stream()
            .filter((step) -> step.tokens().length > 1 && step.outputs().length > 0)
            .map((step) -> (int) step.slots()[0])
            .toList();
    }

    private static int[] ints(List<Integer> tokens) {
        return tokens.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] join(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
    }

    /** Gives the scores that are asked for. */
    private static final class ScoringLm extends FakeCausalLm {

        ScoringLm() {
            super(4, CONTEXT);
        }

        @Override
        public StepOutput step(StepInput input) {
            return new StepOutput(super.step(input).logits(), new float[0], new float[2 * input.tokens().length]);
        }

    }

}

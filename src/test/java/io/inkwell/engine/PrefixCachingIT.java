package io.inkwell.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestInstance;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.model.Golden;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.step.CausalLm;

import static org.assertj.core.api.Assertions.assertThat;

/** Reused keys and values give the same output as newly computed ones. */
@TestInstance(Lifecycle.PER_CLASS)
class PrefixCachingIT {

    private static final int NUM_SLOTS = 4;

    private Gpt2Model model;

    private TestEngine uncached;

    private CountingLm counted;

    private TestEngine cached;

    @BeforeAll
    void start() throws IOException {
        this.model = EmbeddedCheckpoint.load(Precision.FLOAT32);
        this.uncached = engine(this.model.newPredictor(NUM_SLOTS), false);
    }

    @BeforeEach
    void startWithEmptyCache() {
        this.counted = new CountingLm(this.model.newPredictor(NUM_SLOTS));
        this.cached = engine(this.counted, true);
    }

    @AfterEach
    void stopCached() {
        this.cached.close();
    }

    @AfterAll
    void stop() {
        this.uncached.close();
        this.model.close();
    }

    @Test
    void multiTurnConversationMatchesUncachedOutput() {
        int[] tokens = prompt(0, 40);
        for (int turn = 0; turn < 6; turn++) {
            int numRows = this.counted.numRows();
            RecordedGeneration completion = this.cached.submit(greedy(tokens, 30));
            int numCached = completion.await().numCachedTokens();
            assertThat(completion.tokens(0)).isEqualTo(complete(this.uncached, tokens, 30));
            assertThat(this.counted.numRows() - numRows).isEqualTo(tokens.length - numCached + 29);
            assertThat(numCached).isEqualTo((turn == 0) ? 0 : tokens.length - 12 - 1);
            tokens = Requests.join(tokens, completion.tokens(0).stream().mapToInt(Integer::intValue).toArray(),
                    prompt(turn + 1, 12));
        }
    }

    @Test
    void promptsWithSharedPrefixMatchUncachedOutput() {
        int[] tokens = prompt(3, 200);
        for (int numShared : new int[] { 200, 199, 1, 15, 16, 17, 100, 128, 129, 199 }) {
            int[] prompt = Requests.join(Arrays.copyOf(tokens, numShared), prompt(numShared, 200 - numShared));
            assertThat(complete(this.cached, prompt, 40)).isEqualTo(complete(this.uncached, prompt, 40));
        }
    }

    @Test
    void concurrentPromptsWithSharedPrefixMatchUncachedOutput() {
        int[] common = prompt(5, 150);
        List<int[]> prompts = IntStream.range(0, 12)
            .mapToObj((i) -> Requests.join(common, prompt(i, 1 + 3 * i)))
            .toList();
        List<List<Integer>> expected = prompts.stream().map((each) -> complete(this.uncached, each, 40)).toList();
        int numRows = this.counted.numRows();
        List<RecordedGeneration> generations = new ArrayList<>();
        prompts.forEach((each) -> generations.add(this.cached.submit(greedy(each, 40))));
        int numCached = 0;
        int numPromptTokens = 0;
        for (int i = 0; i < generations.size(); i++) {
            numCached += generations.get(i).await().numCachedTokens();
            numPromptTokens += prompts.get(i).length;
            assertThat(generations.get(i).tokens(0)).isEqualTo(expected.get(i));
        }
        assertThat(numCached).isGreaterThan(10 * common.length);
        assertThat(this.counted.numRows() - numRows).isEqualTo(numPromptTokens - numCached + 12 * 39);
    }

    private static TestEngine engine(CausalLm model, boolean prefixCaching) {
        return TestEngine.on(model).limits(new SchedulerLimits(64, 16, 100)).prefixCaching(prefixCaching).start();
    }

    private static int[] prompt(int i, int length) {
        Golden golden = Golden.cases().get(i % Golden.cases().size());
        int[] tokens = Requests.join(golden.tokenIds(), golden.greedyIds());
        return IntStream.range(0, length).map((position) -> tokens[position % tokens.length]).toArray();
    }

    private static GenerationRequest greedy(int[] prompt, int numTokens) {
        return Requests.of(prompt, SamplingParams.GREEDY, numTokens, 1, 0);
    }

    private static List<Integer> complete(TestEngine engine, int[] prompt, int numTokens) {
        RecordedGeneration generation = engine.submit(greedy(prompt, numTokens));
        generation.await();
        return generation.tokens(0);
    }

}

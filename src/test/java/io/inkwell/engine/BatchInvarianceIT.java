package io.inkwell.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import io.inkwell.decoding.GumbelSampler;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.model.EmbeddedCheckpoint;
import io.inkwell.model.Feed;
import io.inkwell.model.Golden;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.Gpt2Predictor;
import io.inkwell.model.Precision;

import static org.assertj.core.api.Assertions.assertThat;

/** What a request gets must not depend on who shares its steps. */
@TestInstance(Lifecycle.PER_CLASS)
class BatchInvarianceIT {

    private static final int NUM_REQUESTS = 32;

    private static final double TIE = 1e-4;

    private Gpt2Model model;

    private Gpt2Predictor reference;

    private InferenceEngine engine;

    @BeforeAll
    void start() throws IOException {
        this.model = EmbeddedCheckpoint.load(Precision.FLOAT32);
        this.reference = this.model.newPredictor(1);
        this.engine = new InferenceEngine("engine-test", this.model.newPredictor(NUM_REQUESTS),
                new SchedulerLimits(64, 16, 100), EngineListener.NONE, System::nanoTime);
    }

    @AfterAll
    void stop() {
        this.engine.close();
        this.reference.close();
        this.model.close();
    }

    @Test
    void thirtyTwoGreedyRequestsGetTogetherWhatEachGetsAlone() {
        assertEqualAloneAndTogether(SamplingParams.GREEDY);
    }

    @Test
    void thirtyTwoSeededRequestsGetTogetherWhatEachGetsAlone() {
        assertEqualAloneAndTogether(SamplingParams.builder().temperature(0.8f).build());
    }

    @Test
    void thirtyTwoRequestsThatSampleFromTheLikeliestGetTogetherWhatEachGetsAlone() {
        assertEqualAloneAndTogether(SamplingParams.builder().temperature(1.3f).topK(40).topP(0.9f).build());
    }

    private void assertEqualAloneAndTogether(SamplingParams sampling) {
        List<GenerationRequest> requests = IntStream.range(0, NUM_REQUESTS)
            .mapToObj((i) -> request(i, sampling))
            .toList();
        List<List<Integer>> alone = new ArrayList<>();
        for (GenerationRequest request : requests) {
            RecordedGeneration generation = submit(request);
            generation.await();
            alone.add(generation.tokens(0));
        }
        List<RecordedGeneration> together = requests.stream().map(this::submit).toList();
        for (int i = 0; i < requests.size(); i++) {
            together.get(i).await();
            assertEqualOrTied(requests.get(i), alone.get(i), together.get(i).tokens(0));
        }
    }

    /**
     * Prompts from 1 to some 300 tokens, so that some are prefilled in chunks while
     * others decode.
     */
    private static GenerationRequest request(int i, SamplingParams sampling) {
        Golden golden = Golden.cases().get(i % Golden.cases().size());
        int[] text = IntStream.concat(IntStream.of(golden.tokenIds()), IntStream.of(golden.greedyIds())).toArray();
        int length = 1 + i * 10;
        int[] prompt = IntStream.range(0, length).map((position) -> text[position % text.length]).toArray();
        return Requests.of(prompt, sampling, 20 + i, 1, 1000 + i);
    }

    private RecordedGeneration submit(GenerationRequest request) {
        RecordedGeneration generation = new RecordedGeneration();
        this.engine.submit(request, generation);
        return generation;
    }

    private void assertEqualOrTied(GenerationRequest request, List<Integer> alone, List<Integer> together) {
        int mismatch = Arrays.mismatch(ids(alone), ids(together));
        if (mismatch < 0) {
            return;
        }
        int[] tokens = IntStream.concat(IntStream.of(request.promptTokens()), IntStream.of(ids(alone)).limit(mismatch))
            .toArray();
        float[] logits = Feed.tokens(this.reference, 0, 0, tokens);
        double gap = score(request, logits, tokens.length, alone.get(mismatch))
                - score(request, logits, tokens.length, together.get(mismatch));
        assertThat(Math.abs(gap)).as("%s and %s differ at %d by more than a tie", alone, together, mismatch)
            .isLessThan(TIE);
    }

    // Penalties are left out: they move the scores of both by the same rules, and a tie
    // is a tie before them too.
    private static double score(GenerationRequest request, float[] logits, int position, int token) {
        SamplingParams sampling = request.sampling();
        if (sampling.isGreedy()) {
            return logits[token];
        }
        return new GumbelSampler(request.seed(), 0).perturbed(logits[token] / sampling.temperature(), position, token);
    }

    private static int[] ids(List<Integer> tokens) {
        return tokens.stream().mapToInt(Integer::intValue).toArray();
    }

}

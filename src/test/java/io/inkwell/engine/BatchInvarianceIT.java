package io.inkwell.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

/** The output of a request does not depend on the other requests in its steps. */
@TestInstance(Lifecycle.PER_CLASS)
class BatchInvarianceIT {

    private static final int NUM_REQUESTS = 32;

    private Gpt2Model model;

    private OutputComparison outputs;

    private TestEngine engine;

    @BeforeAll
    void start() throws IOException {
        this.model = EmbeddedCheckpoint.load(Precision.FLOAT32);
        this.outputs = new OutputComparison(this.model.newPredictor(1));
        this.engine = TestEngine.on(this.model.newPredictor(NUM_REQUESTS))
            .limits(new SchedulerLimits(64, 16, 100))
            .start();
    }

    @AfterAll
    void stop() {
        this.engine.close();
        this.outputs.close();
        this.model.close();
    }

    @Test
    void greedyOutputIsBatchInvariant() {
        assertBatchInvariant(SamplingParams.GREEDY);
    }

    @Test
    void seededOutputIsBatchInvariant() {
        assertBatchInvariant(SamplingParams.builder().temperature(0.8f).build());
    }

    @Test
    void truncatedSamplingOutputIsBatchInvariant() {
        assertBatchInvariant(SamplingParams.builder().temperature(1.3f).topK(40).topP(0.9f).build());
    }

    private void assertBatchInvariant(SamplingParams sampling) {
        List<GenerationRequest> requests = IntStream.range(0, NUM_REQUESTS)
            .mapToObj((i) -> request(i, sampling))
            .toList();
        List<List<Integer>> unbatched = new ArrayList<>();
        for (GenerationRequest request : requests) {
            RecordedGeneration generation = this.engine.submit(request);
            generation.await();
            unbatched.add(generation.tokens(0));
        }
        List<RecordedGeneration> batched = requests.stream().map(this.engine::submit).toList();
        for (int i = 0; i < requests.size(); i++) {
            batched.get(i).await();
            this.outputs.assertEqualOrTied(requests.get(i), 0, unbatched.get(i), batched.get(i).tokens(0));
        }
    }

    /**
     * Prompts of 1 to about 300 tokens, so that some are prefilled in chunks while others
     * decode.
     */
    private static GenerationRequest request(int i, SamplingParams sampling) {
        Golden golden = Golden.cases().get(i % Golden.cases().size());
        int[] tokens = IntStream.concat(IntStream.of(golden.tokenIds()), IntStream.of(golden.greedyIds())).toArray();
        int length = 1 + i * 10;
        int[] prompt = IntStream.range(0, length).map((position) -> tokens[position % tokens.length]).toArray();
        return Requests.of(prompt, sampling, 20 + i, 1, 1000 + i);
    }

}

package io.inkwell.engine;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestInstance;

import io.inkwell.decoding.NgramLookup;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.engine.request.Speculation;
import io.inkwell.model.Golden;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Speculation does not change the output of the embedded model, and saves steps.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SpeculationIT {

    private static final int NUM_REQUESTS = 16;

    private static final int NUM_TOKENS = 64;

    private final AtomicInteger numAccepted = new AtomicInteger();

    private Gpt2Model model;

    private OutputComparison outputs;

    private TestEngine plain;

    private TestEngine speculative;

    @BeforeAll
    void start() throws IOException {
        this.model = EmbeddedCheckpoint.load(Precision.FLOAT32);
        this.outputs = new OutputComparison(this.model.newPredictor(1));
        this.plain = engine(Speculation.NONE);
        this.speculative = engine(new Speculation(7, new NgramLookup(2, 8), 64, true));
    }

    private TestEngine engine(Speculation speculation) {
        return TestEngine.on(this.model.newPredictor(NUM_REQUESTS))
            .limits(new SchedulerLimits(64, 16, 100, speculation))
            .listener(new EngineListener() {
                @Override
                public void onDraft(int numDrafted, int numAccepted) {
                    SpeculationIT.this.numAccepted.addAndGet(numAccepted);
                }
            })
            .start();
    }

    @AfterAll
    void stop() {
        this.speculative.close();
        this.plain.close();
        this.outputs.close();
        this.model.close();
    }

    @BeforeEach
    void resetCounts() {
        this.numAccepted.set(0);
    }

    @Test
    void greedyOutputIsUnchangedAndSavesAThirdOfSteps() {
        assertSame(requests(SamplingParams.GREEDY, 1));
        assertThat(this.numAccepted.get()).isGreaterThan(2 * NUM_REQUESTS * NUM_TOKENS / 3);
    }

    @Test
    void seededOutputIsUnchanged() {
        assertSame(requests(SamplingParams.builder().temperature(0.6f).build(), 1));
        assertThat(this.numAccepted).hasPositiveValue();
    }

    @Test
    void truncatedSamplingOutputIsUnchanged() {
        assertSame(requests(SamplingParams.builder().temperature(0.7f).topK(40).topP(0.9f).build(), 3).subList(0, 8));
        assertThat(this.numAccepted).hasPositiveValue();
    }

    /** Compares the plain output with the speculative output, unbatched and batched. */
    private void assertSame(List<GenerationRequest> requests) {
        List<RecordedGeneration> plain = requests.stream().map((request) -> this.plain.submit(request)).toList();
        plain.forEach(RecordedGeneration::await);
        for (int i = 0; i < requests.size(); i++) {
            assertSame(requests.get(i), plain.get(i), this.speculative.submit(requests.get(i)));
        }
        List<RecordedGeneration> batched = requests.stream()
            .map((request) -> this.speculative.submit(request))
            .toList();
        for (int i = 0; i < requests.size(); i++) {
            assertSame(requests.get(i), plain.get(i), batched.get(i));
        }
    }

    private void assertSame(GenerationRequest request, RecordedGeneration plain, RecordedGeneration speculative) {
        speculative.await();
        for (int choice = 0; choice < request.numChoices(); choice++) {
            this.outputs.assertEqualOrTied(request, choice, plain.tokens(choice), speculative.tokens(choice));
        }
    }

    /** Prompts with and without repetition. */
    private static List<GenerationRequest> requests(SamplingParams sampling, int numChoices) {
        return IntStream.range(0, NUM_REQUESTS).mapToObj((i) -> {
            Golden golden = Golden.cases().get(i % Golden.cases().size());
            int[] tokens = IntStream.concat(IntStream.of(golden.tokenIds()), IntStream.of(golden.greedyIds()))
                .toArray();
            int[] prompt = IntStream.range(0, 4 + 5 * i).map((position) -> tokens[position % tokens.length]).toArray();
            return Requests.of(prompt, sampling, NUM_TOKENS, numChoices, 100 + i);
        }).toList();
    }

}

package io.inkwell.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestInstance;

import io.inkwell.decoding.NgramLookup;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.search.BeamSearchParams;
import io.inkwell.decoding.search.ContrastiveSearchParams;
import io.inkwell.decoding.search.SearchParams;
import io.inkwell.engine.request.GenerationHandle;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.engine.request.Speculation;
import io.inkwell.model.Golden;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.step.KvCacheSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Runs requests of all kinds at once on an engine with prefix caching and speculation.
 * Compares them with the same requests, one at a time, on an engine without both.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RandomLoadIT {

    private static final int NUM_REQUESTS = 500;

    private static final double TIE = 1e-4;

    private final Random random = new Random(20);

    private Gpt2Model model;

    private OutputComparison outputs;

    private TestEngine unbatched;

    private TestEngine batched;

    @BeforeAll
    void start() throws IOException {
        this.model = EmbeddedCheckpoint.load(Precision.FLOAT32);
        this.outputs = new OutputComparison(this.model.newPredictor(1));
        int maxPositions = this.model.config().maxPositions();
        this.unbatched = engine(KvCacheSize.ofWholeSlots(8, maxPositions), Speculation.NONE, false);
        // The load needs about twice the memory of its cache.
        int cellsPerBlock = this.model.cellsPerBlock();
        KvCacheSize size = (cellsPerBlock < maxPositions)
                ? new KvCacheSize(24, maxPositions, 6L * maxPositions, cellsPerBlock)
                : KvCacheSize.ofWholeSlots(24, maxPositions);
        this.batched = engine(size, new Speculation(7, new NgramLookup(2, 8), 40, true), true);
    }

    private TestEngine engine(KvCacheSize size, Speculation speculation, boolean prefixCaching) {
        return TestEngine.on(this.model.newPredictor(size))
            .limits(new SchedulerLimits(128, 32, 10 * NUM_REQUESTS, speculation))
            .prefixCaching(prefixCaching)
            .start();
    }

    @AfterAll
    void stop() {
        this.batched.close();
        this.unbatched.close();
        this.outputs.close();
        this.model.close();
    }

    @Test
    void outputOf500ConcurrentRequestsMatchesUnbatched() throws InterruptedException {
        List<GenerationRequest> requests = IntStream.range(0, NUM_REQUESTS).mapToObj(this::request).toList();
        List<RecordedGeneration> generations = new ArrayList<>();
        List<Boolean> cancelled = new ArrayList<>();
        for (GenerationRequest request : requests) {
            RecordedGeneration recorded = new RecordedGeneration();
            GenerationHandle generation = this.batched.submit(request, recorded);
            boolean cancels = this.random.nextInt(8) == 0;
            if (cancels) {
                if (this.random.nextBoolean() && request.search() == null) {
                    recorded.awaitStart();
                }
                generation.cancel();
            }
            generations.add(recorded);
            cancelled.add(cancels);
        }
        for (int i = 0; i < NUM_REQUESTS; i++) {
            RecordedGeneration expected = this.unbatched.submit(requests.get(i));
            expected.await();
            if (!cancelled.get(i)) {
                generations.get(i).await();
            }
            assertSame(requests.get(i), expected, generations.get(i), cancelled.get(i));
        }
        assertThat(cancelled).contains(true, false);
        assertThat(this.batched.snapshot().numReservedCells()).isZero();
    }

    private void assertSame(GenerationRequest request, RecordedGeneration expected, RecordedGeneration actual,
            boolean cancelled) {
        for (int choice = 0; choice < request.numChoices(); choice++) {
            List<Integer> whole = expected.tokens(choice);
            List<Integer> found = actual.tokens(choice);
            if (cancelled) {
                // A cancelled request has a prefix of the whole output.
                whole = whole.subList(0, Math.min(whole.size(), found.size()));
            }
            if (request.search() == null) {
                this.outputs.assertEqualOrTied(request, choice, whole, found);
            }
            else if (!found.equals(whole)) {
                // The search ranked another completion first: its score must be as good.
                assertThat(actual.score(choice)).isCloseTo(expected.score(choice), within(TIE));
            }
        }
    }

    /** Many prompts share prefixes, of one token to a few hundred. */
    private GenerationRequest request(int index) {
        Golden golden = Golden.cases().get(this.random.nextInt(5));
        int[] tokens = IntStream.concat(IntStream.of(golden.tokenIds()), IntStream.of(golden.greedyIds())).toArray();
        int length = 1 + this.random.nextInt(this.random.nextBoolean() ? 20 : 250);
        int[] prompt = IntStream.range(0, length).map((position) -> tokens[position % tokens.length]).toArray();
        SearchParams search = search();
        return GenerationRequest.builder(prompt, Requests.stopAfter(1 + this.random.nextInt(40)))
            .sampling((search != null) ? SamplingParams.GREEDY : sampling())
            .search(search)
            .choices((search == null && this.random.nextInt(4) == 0) ? 3 : 1, 0)
            .seed(index)
            .priority(this.random.nextInt(3))
            .numTopLogprobs(this.random.nextInt(4) - 1)
            .build();
    }

    private @Nullable SearchParams search() {
        return switch (this.random.nextInt(12)) {
            case 0 -> new BeamSearchParams(3, 1, 0, 1, BeamSearchParams.EarlyStopping.FALSE);
            case 1 -> new ContrastiveSearchParams(4, 0.6f);
            default -> null;
        };
    }

    private SamplingParams sampling() {
        return switch (this.random.nextInt(4)) {
            case 0 -> SamplingParams.builder().temperature(0.8f).build();
            case 1 -> SamplingParams.builder().temperature(1.2f).topK(30).topP(0.95f).build();
            case 2 -> SamplingParams.builder().temperature(1).typicalP(0.9f).build();
            default -> SamplingParams.GREEDY;
        };
    }

}

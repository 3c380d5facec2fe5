package io.inkwell.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.inkwell.decoding.NgramLookup;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.search.BeamSearchParams;
import io.inkwell.decoding.search.BeamSearchParams.EarlyStopping;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.engine.request.Speculation;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.step.CellRelease;
import io.inkwell.model.step.KvCacheSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An engine whose slots have more cells than memory. The fake model checks after each
 * step and copy that the committed cells fit.
 */
class KvMemoryTests {

    /** Twelve slots of 256 cells, but memory for 400 cells in blocks of 16. */
    private static final KvCacheSize SIZE = new KvCacheSize(12, 256, 400, 16);

    private static final SchedulerLimits LIMITS = new SchedulerLimits(64, 16, 1000,
            new Speculation(7, new NgramLookup(2, 8), 100, true));

    private final Random random = new Random(7);

    private final FakeCausalLm model = new RepetitiveCausalLm(SIZE);

    private final TestEngine engine = TestEngine.on(this.model).limits(LIMITS).start();

    private final TestEngine whole = TestEngine.on(new RepetitiveCausalLm(12, 256)).limits(LIMITS).start();

    @AfterEach
    void close() {
        this.engine.close();
        this.whole.close();
    }

    @Test
    void outputEqualsThatOfWholeSlots() {
        Map<GenerationRequest, RecordedGeneration> generations = new LinkedHashMap<>();
        for (int i = 0; i < 300; i++) {
            GenerationRequest request = request();
            generations.put(request, this.engine.submit(request));
        }
        generations.forEach((request, generation) -> {
            generation.await();
            RecordedGeneration expected = this.whole.submit(request);
            expected.await();
            for (int choice = 0; choice < request.numChoices(); choice++) {
                assertThat(generation.tokens(choice)).isEqualTo(expected.tokens(choice));
            }
        });
        this.engine.awaitIdle();
        assertThat(slotsUsed()).hasSizeGreaterThan(4);
        assertThat(this.model.releases()).extracting(CellRelease::firstCell).contains(0).anyMatch((cell) -> cell > 0);
    }

    @Test
    void promptOfAReleasedSlotIsComputedAgain() {
        int[] prompt = Requests.prompt(100, 1);
        List<Integer> first = complete(prompt, 20);
        assertThat(complete(prompt, 20)).isEqualTo(first);
        for (int seed = 2; seed < 5; seed++) {
            complete(Requests.prompt(200, seed), 20);
        }
        assertThat(this.model.releases()).isNotEmpty();
        RecordedGeneration again = this.engine.submit(Requests.greedy(prompt, 20));
        assertThat(again.await().numCachedTokens()).isZero();
        assertThat(again.tokens(0)).isEqualTo(first);
    }

    @Test
    void rejectsASearchThatNeverFits() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> this.engine.submit(search(4, 100, 20)))
            .withMessage("num_beams must be at most 3, the sequences of 119 tokens that fit in this model's KV cache; "
                    + "given: 4")
            .satisfies((ex) -> assertThat(ex.kind()).isEqualTo(ErrorKind.INVALID_REQUEST));
        this.engine.submit(search(4, 70, 20)).await();
    }

    private List<Integer> complete(int[] prompt, int numTokens) {
        RecordedGeneration generation = this.engine.submit(Requests.greedy(prompt, numTokens));
        generation.await();
        return generation.tokens(0);
    }

    private Set<Integer> slotsUsed() {
        Set<Integer> used = new TreeSet<>();
        this.model.steps().forEach((step) -> step.rows().forEach((rows) -> used.add(rows.slot())));
        return used;
    }

    /** Prompts of a few families, so that many share prefixes. */
    private GenerationRequest request() {
        int[] prompt = Arrays.copyOf(Requests.prompt(180, this.random.nextInt(6)), 1 + this.random.nextInt(180));
        if (this.random.nextBoolean()) {
            prompt[prompt.length - 1] = this.random.nextInt(FakeCausalLm.VOCABULARY);
        }
        int maxTokens = 1 + this.random.nextInt(60);
        return switch (this.random.nextInt(8)) {
            case 0 -> search(2, Math.min(prompt.length, 100), maxTokens);
            case 1 -> Requests.of(prompt, SamplingParams.GREEDY, maxTokens, 3, 0);
            default -> Requests.greedy(prompt, maxTokens);
        };
    }

    private static GenerationRequest search(int numBeams, int promptLength, int maxTokens) {
        return GenerationRequest.builder(Requests.prompt(promptLength, 3), Requests.stopAfter(maxTokens))
            .search(new BeamSearchParams(numBeams, 1, 0, 1, EarlyStopping.FALSE))
            .build();
    }

}

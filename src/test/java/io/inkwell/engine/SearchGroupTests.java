package io.inkwell.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.inkwell.decoding.search.BeamSearchParams.EarlyStopping;
import io.inkwell.decoding.search.BeamSearchParams;
import io.inkwell.decoding.search.SearchParams;
import io.inkwell.engine.request.GenerationHandle;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Searches on a fake model, whose output changes if cells are copied from the wrong slot,
 * incompletely or too late.
 */
class SearchGroupTests {

    private static final SearchParams FOUR_BEAMS = beams(4);

    private FakeCausalLm model;

    private TestEngine engine;

    @BeforeEach
    void start() {
        this.model = new FakeCausalLm(5, 64);
        this.engine = TestEngine.on(this.model).start();
    }

    @AfterEach
    void close() {
        this.engine.close();
    }

    @Test
    void findsSequenceWithProbabilityOne() {
        int[] prompt = Requests.prompt(9, 3);
        RecordedGeneration generation = this.engine.submit(search(prompt, FOUR_BEAMS, 12));
        generation.await();
        assertThat(generation.tokens(0)).isEqualTo(FakeCausalLm.expected(prompt, 12));
    }

    @Test
    void branchesDoNotShareCells() {
        int[] prompt = Requests.prompt(5, 1);
        RecordedGeneration generation = this.engine.submit(search(prompt, FOUR_BEAMS, 10));
        generation.await();
        for (int choice = 0; choice < 4; choice++) {
            assertDeviatesAtMostOnce(prompt, generation.tokens(choice));
        }
    }

    /**
     * The model has one most likely token after every prefix. A completion that deviates
     * once must contain the most likely token at every other position.
     */
    private static void assertDeviatesAtMostOnce(int[] prompt, List<Integer> tokens) {
        List<Integer> deviations = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            int[] before = IntStream.concat(Arrays.stream(prompt), tokens.stream().limit(i).mapToInt(Integer::intValue))
                .toArray();
            if (!tokens.get(i).equals(FakeCausalLm.expected(before, 1).get(0))) {
                deviations.add(i);
            }
        }
        assertThat(deviations).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void searchWaitsForAllItsSlots() {
        RecordedGeneration one = this.engine.submit(Requests.greedy(Requests.prompt(4, 1), 30, 2));
        RecordedGeneration search = this.engine.submit(search(Requests.prompt(4, 2), FOUR_BEAMS, 5));
        RecordedGeneration last = this.engine.submit(Requests.greedy(Requests.prompt(4, 3), 5));
        one.await();
        search.await();
        last.await();
        assertThat(search.tokens(0)).isEqualTo(FakeCausalLm.expected(Requests.prompt(4, 2), 5));
        Awaitility.await().untilAsserted(() -> assertThat(this.engine.snapshot().numReservedCells()).isZero());
    }

    @Test
    void cancelledSearchFreesItsSlots() throws InterruptedException {
        RecordedGeneration other = new RecordedGeneration();
        this.engine.submit(Requests.greedy(Requests.prompt(4, 1), 40), other);
        GenerationHandle search = this.engine.submit(search(Requests.prompt(4, 2), FOUR_BEAMS, 50),
                new RecordedGeneration());
        other.awaitStart();
        search.cancel();
        other.await();
        RecordedGeneration next = this.engine.submit(search(Requests.prompt(4, 2), beams(5), 3));
        next.await();
        assertThat(next.tokens(0)).hasSize(3);
    }

    @Test
    void rejectsSearchWiderThanSlots() {
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> this.engine.submit(search(Requests.prompt(4, 2), beams(6), 5)))
            .withMessageContaining("num_beams must be at most 5")
            .satisfies((ex) -> assertThat(ex.kind()).isEqualTo(ErrorKind.INVALID_REQUEST));
    }

    @Test
    void copiesOnlyCellsThatDiffer() {
        this.engine.submit(search(Requests.prompt(20, 2), FOUR_BEAMS, 10)).await();
        // The first three copies share the prompt. Later ones contain only tokens of a
        // branch.
        assertThat(this.model.copies().subList(3, this.model.copies().size())).isNotEmpty()
            .allSatisfy((copy) -> assertThat(copy.firstCell()).isGreaterThanOrEqualTo(20));
    }

    private static SearchParams beams(int numBeams) {
        return new BeamSearchParams(numBeams, 1, 0, 1, EarlyStopping.FALSE);
    }

    private static GenerationRequest search(int[] prompt, SearchParams search, int maxTokens) {
        return GenerationRequest.builder(prompt, Requests.stopAfter(maxTokens))
            .search(search)
            .choices(search.maxHypotheses(), 0)
            .build();
    }

}

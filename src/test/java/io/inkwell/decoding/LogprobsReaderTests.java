package io.inkwell.decoding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.decoding.processor.TopKProcessor;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

class LogprobsReaderTests {

    private final LogprobsReader reader = new LogprobsReader();

    @Test
    void readsTokenRankAndTopTokens() {
        this.reader.reset(Rows.logits(Rows.ofProbabilities(0.1, 0.5, 0.15, 0.25)));
        TokenLogprobs read = this.reader.read(2, 2);
        assertThat(read.tokenId()).isEqualTo(2);
        assertThat(read.rank()).isEqualTo(3);
        assertThat((double) read.logprob()).isCloseTo(Math.log(0.15), within(1e-6));
        assertThat(read.topTokenIds()).containsExactly(1, 3);
        assertThat(read.topLogprobs()).containsExactly(this.reader.read(1, 0).logprob(),
                this.reader.read(3, 0).logprob());
    }

    @Test
    void readsListedTokensInTheirOrder() {
        this.reader.reset(Rows.logits(Rows.ofProbabilities(0.1, 0.5, 0.15, 0.25)));
        TokenLogprobs read = this.reader.read(2, new int[] { 3, 0, 2 });
        TokenLogprobs all = this.reader.read(2, 4);
        assertThat(read.rank()).isEqualTo(3);
        assertThat(read.topTokenIds()).containsExactly(3, 0, 2);
        assertThat(read.topLogprobs()).containsExactly(all.topLogprobs()[1], all.topLogprobs()[3], read.logprob());
        assertThat(read.entropy()).isEqualTo(all.entropy());
    }

    @ParameterizedTest
    @ValueSource(doubles = { 0, 0.5, 3, 20 })
    void entropyIsThatOfTheSoftmax(double deviation) {
        float[] row = Rows.normal(new Random(7), Rows.GPT2, deviation);
        double expected = Arrays.stream(Rows.probabilities(row))
            .map((probability) -> (probability > 0) ? -probability * Math.log(probability) : 0)
            .sum();

        this.reader.reset(Rows.logits(row));

        assertThat((double) this.reader.read(0, 0).entropy()).isCloseTo(expected, within(1e-5));
    }

    @Test
    void entropyIgnoresTokensOfZeroProbability() {
        this.reader.reset(Rows.logits(3, Float.NEGATIVE_INFINITY, 3));
        assertThat((double) this.reader.read(1, 0).entropy()).isCloseTo(Math.log(2), within(1e-6));
        this.reader.reset(Rows.logits(Float.NEGATIVE_INFINITY, 5));
        assertThat(this.reader.read(1, 0).entropy()).isZero();
    }

    @Test
    void readsUnprocessedRow() {
        Logits row = Rows.logits(Rows.ofProbabilities(0.1, 0.5, 0.15, 0.25));
        this.reader.reset(row);
        row.ban(1);
        row.divideBy(3);
        new TopKProcessor(1).process(row, new TokenHistory(new int[0]));
        assertThat((double) this.reader.read(1, 0).logprob()).isCloseTo(Math.log(0.5), within(1e-6));
    }

    @Test
    void breaksTiesByLowestIdAndSharesRank() {
        this.reader.reset(Rows.logits(2, 7, 2, 7, 7, 1));
        assertThat(this.reader.read(4, 2).topTokenIds()).containsExactly(1, 3);
        assertThat(this.reader.read(4, 5).topTokenIds()).containsExactly(1, 3, 4, 0, 2);
        assertThat(this.reader.read(4, 0).rank()).isOne();
        assertThat(this.reader.read(2, 0).rank()).isEqualTo(4);
        assertThat(this.reader.read(5, 0).rank()).isEqualTo(6);
    }

    @Test
    void returnsAtMostAllTokens() {
        this.reader.reset(Rows.logits(1, Float.NEGATIVE_INFINITY, 2));
        TokenLogprobs read = this.reader.read(1, 20);
        assertThat(read.logprob()).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(read.topTokenIds()).containsExactly(2, 0);
        assertThat(read.topLogprobs()).hasSize(2);
        assertThat(this.reader.read(0, 0).topTokenIds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 5, 20 })
    void matchesSortingOfFullVocabulary(int numTop) {
        Random random = new Random(41);
        for (double deviation : new double[] { 0, 0.5, 3, 20 }) {
            float[] row = Rows.normal(random, Rows.GPT2, deviation);
            this.reader.reset(Rows.logits(row));
            int[] ranked = IntStream.range(0, row.length)
                .boxed()
                .sorted(Comparator.<Integer, Float>comparing((id) -> 0f - row[id]).thenComparing((id) -> id))
                .mapToInt(Integer::intValue)
                .toArray();
            TokenLogprobs read = this.reader.read(ranked[numTop - 1], numTop);
            assertThat(read.topTokenIds()).isEqualTo(Arrays.copyOf(ranked, numTop));
            assertThat(read.topLogprobs()[numTop - 1]).isEqualTo(read.logprob());
            double probability = Rows.probabilities(row)[ranked[numTop - 1]];
            assertThat((double) read.logprob()).isCloseTo(Math.log(probability), within(2e-6));
        }
    }

    @Test
    void isReusableForRowsOfAnySize() {
        this.reader.reset(Rows.logits(9, 9, 9, 9));
        this.reader.reset(Rows.logits(0, 0));
        assertThat((double) this.reader.read(0, 0).logprob()).isCloseTo(-Math.log(2), within(1e-7));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> this.reader.read(2, 0));
    }

    @Test
    void rejectsNaNAndProcessedRows() {
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> this.reader.reset(Rows.logits(1, Float.NaN)));
        Logits narrowed = Rows.logits(1, 2, 3);
        narrowed.keepAtLeast(2);
        assertThatIllegalStateException().isThrownBy(() -> this.reader.reset(narrowed));
    }

}

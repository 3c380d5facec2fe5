package io.inkwell.decoding.sampling;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.Rows;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.stop.Stops;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TokenSamplerTests {

    private final TokenHistory history = new TokenHistory(new int[] { 1, 2 });

    @Test
    void greedyTakesMostLikelyToken() {
        Logits row = Rows.logits(1, 3, 2, 3);
        SamplingParams greedy = SamplingParams.builder().temperature(0).topK(1).topP(0.1f).build();
        assertThat(new TokenSampler(greedy, Stops.NONE, 1, 0).select(row, this.history)).isEqualTo(1);
        assertThat(Rows.values(row)).containsExactly(1, 3, 2, 3);
    }

    @Test
    void penaltiesApplyToGreedy() {
        SamplingParams params = SamplingParams.builder().temperature(0).repetitionPenalty(2).build();
        assertThat(new TokenSampler(params, Stops.NONE, 1, 0).select(Rows.logits(1, 3, 2, 2), this.history))
            .isEqualTo(3);
        this.history.append(3);
        params = SamplingParams.builder().temperature(0).presencePenalty(1.5f).build();
        assertThat(new TokenSampler(params, Stops.NONE, 1, 0).select(Rows.logits(1, 3, 2, 4), this.history))
            .isEqualTo(1);
    }

    @Test
    void appliesPenaltiesThenTemperatureThenTopK() {
        SamplingParams params = SamplingParams.builder()
            .repetitionPenalty(2)
            .presencePenalty(1)
            .temperature(0.5f)
            .topK(3)
            .topP(0.9f)
            .build();
        this.history.append(3);
        Logits row = Rows.logits(1.25f, 4, 2, 4, 0.5f);
        new TokenSampler(params, Stops.NONE, 1, 0).select(row, this.history);
        // 1.25, 2, 1, 1, 0.5 after the penalties; 2.5, 4, 2, 2, 1 after the temperature.
        // The third greatest is tied; of e^4, e^2.5, e^2, e^2 the first three make 91 %.
        assertThat(Rows.tokenIds(row)).containsExactly(0, 1, 2);
        assertThat(Rows.values(row)).containsExactly(2.5f, 4, 2);
    }

    @Test
    void noiseDependsOnPositionInSequence() {
        float[] row = Rows.normal(new Random(1), 500, 1);
        TokenSampler sampler = new TokenSampler(SamplingParams.DEFAULT, Stops.NONE, 9, 2);
        TokenHistory resumed = new TokenHistory(new int[] { 1, 2, 8 });
        this.history.append(8);
        int drawn = sampler.select(Rows.logits(row), this.history);
        assertThat(drawn).isEqualTo(new GumbelSampler(9, 2).sample(Rows.logits(row), 3));
        assertThat(new TokenSampler(SamplingParams.DEFAULT, Stops.NONE, 9, 2).select(Rows.logits(row), resumed))
            .isEqualTo(drawn);
    }

    @Test
    void choicesDifferAndAreReproducible() {
        assertThat(sequence(5, 0)).isEqualTo(sequence(5, 0)).isNotEqualTo(sequence(5, 1)).isNotEqualTo(sequence(6, 0));
    }

    @Test
    void rejectsNaNForEverySampler() {
        float[] broken = { 1, 2, Float.NaN, 3 };
        for (SamplingParams params : new SamplingParams[] { SamplingParams.GREEDY, SamplingParams.DEFAULT,
                SamplingParams.builder().topK(2).build(), SamplingParams.builder().topP(0.5f).build(),
                SamplingParams.builder().minP(0.5f).build(), SamplingParams.builder().typicalP(0.5f).build(),
                SamplingParams.builder().epsilonCutoff(0.5f).build(),
                SamplingParams.builder().etaCutoff(0.5f).build() }) {
            assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> new TokenSampler(params, Stops.NONE, 1, 0).select(Rows.logits(broken), this.history))
                .withMessageStartingWith("the model produced NaN in a logit");
        }
    }

    @Test
    void bansAndBiasesApplyToGreedy() {
        SamplingParams params = SamplingParams.builder()
            .temperature(0)
            .logitBias(Map.of(4, 100f))
            .allowedTokenIds(Set.of(0, 2, 3, 5))
            .badWords(List.of(List.of(2, 5)))
            .build();
        TokenSampler sampler = new TokenSampler(params, Stops.at(3, 1), 1, 0);
        assertThat(sampler.select(Rows.logits(1, 9, 2, 8, 9, 7), this.history)).isEqualTo(2);
        this.history.append(0);
        assertThat(sampler.select(Rows.logits(1, 9, 2, 8, 9, 7), this.history)).isEqualTo(3);
    }

    @Test
    void reportsWhenBansLeaveNoToken() {
        for (float temperature : new float[] { 0, 1 }) {
            SamplingParams params = SamplingParams.builder()
                .temperature(temperature)
                .topP(0.5f)
                .allowedTokenIds(Set.of(1, 3))
                .noRepeatNgramSize(1)
                .build();
            TokenSampler sampler = new TokenSampler(params, Stops.at(3, 5), 1, 0);
            assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> sampler.select(Rows.logits(1, 2, 3, 4), this.history))
                .withMessage("no token is left to generate: all tokens are banned by allowed_token_ids, "
                        + "no_repeat_ngram_size, min_tokens")
                .satisfies((ex) -> assertThat(ex.kind()).isEqualTo(ErrorKind.INVALID_REQUEST));
        }
    }

    @Test
    void reportsNaNBeforeBans() {
        SamplingParams params = SamplingParams.builder().badWords(List.of(List.of(0))).build();
        TokenSampler sampler = new TokenSampler(params, Stops.NONE, 1, 0);
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> sampler.select(Rows.logits(1, Float.NaN, 2), this.history))
            .withMessageStartingWith("the model produced NaN in a logit");
    }

    private static TokenHistory drawn(long seed, int choice) {
        TokenSampler sampler = new TokenSampler(SamplingParams.builder().topK(40).build(), Stops.NONE, seed, choice);
        TokenHistory history = new TokenHistory(new int[] { 1 });
        for (int i = 0; i < 20; i++) {
            history.append(sampler.select(Rows.logits(Rows.normal(new Random(i), 100, 1)), history));
        }
        return history;
    }

    private static String sequence(long seed, int choice) {
        TokenHistory history = drawn(seed, choice);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < history.size(); i++) {
            text.append(history.get(i)).append(' ');
        }
        return text.toString();
    }

}

package io.inkwell.decoding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.SamplingParams.Builder;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SamplingParamsTests {

    @Test
    void defaultsAreNeutral() {
        assertThat(SamplingParams.DEFAULT).isEqualTo(neutral(1));
        assertThat(SamplingParams.DEFAULT.isGreedy()).isFalse();
    }

    @Test
    void temperatureZeroIsGreedy() {
        assertThat(SamplingParams.GREEDY).isEqualTo(neutral(0));
        assertThat(SamplingParams.GREEDY.isGreedy()).isTrue();
    }

    @Test
    void acceptsBoundsOfEveryRange() {
        SamplingParams params = SamplingParams.builder()
            .temperature(2)
            .topK(1)
            .topP(1)
            .repetitionPenalty(0.01f)
            .presencePenalty(-2)
            .frequencyPenalty(2)
            .build();
        assertThat(SamplingParams.builder().minP(1).build().minP()).isOne();
        assertThat(SamplingParams.builder().typicalP(Float.MIN_VALUE).build().typicalP()).isPositive();
        assertThat(SamplingParams.builder().epsilonCutoff(Math.nextDown(1f)).build().epsilonCutoff()).isPositive();
        assertThat(SamplingParams.builder().etaCutoff(Math.nextDown(1f)).build().etaCutoff()).isPositive();
        assertThat(SamplingParams.builder().logitBias(Map.of(0, -100f, 1, 100f)).build().logitBias()).hasSize(2);
        assertThat(params)
            .isEqualTo(new SamplingParams(2, 1, 1, 0, 1, 0, 0, 0.01f, -2, 2, 0, Map.of(), TokenSet.EMPTY, List.of()));
    }

    @Test
    void messageHasFieldRuleAndValue() {
        assertRejected(SamplingParams.builder().temperature(2.1f), "temperature",
                "temperature must be in [0, 2]; given: 2.1");
        assertRejected(SamplingParams.builder().topK(-1), "top_k", "top_k must be at least 0; given: -1");
        assertRejected(SamplingParams.builder().topP(1.5f), "top_p", "top_p must be in [0, 1]; given: 1.5");
        assertRejected(SamplingParams.builder().topP(-1), "top_p", "top_p must be in [0, 1]; given: -1.0");
        assertRejected(SamplingParams.builder().repetitionPenalty(0), "repetition_penalty",
                "repetition_penalty must be in [0.01, 100]; given: 0.0");
        assertRejected(SamplingParams.builder().presencePenalty(-2.5f), "presence_penalty",
                "presence_penalty must be in [-2, 2]; given: -2.5");
        assertRejected(SamplingParams.builder().frequencyPenalty(3), "frequency_penalty",
                "frequency_penalty must be in [-2, 2]; given: 3.0");
        assertRejected(SamplingParams.builder().minP(1.1f), "min_p", "min_p must be in [0, 1]; given: 1.1");
        assertRejected(SamplingParams.builder().typicalP(0), "typical_p", "typical_p must be in (0, 1]; given: 0.0");
        assertRejected(SamplingParams.builder().epsilonCutoff(1), "epsilon_cutoff",
                "epsilon_cutoff must be in [0, 1); given: 1.0");
        assertRejected(SamplingParams.builder().etaCutoff(-0.1f), "eta_cutoff",
                "eta_cutoff must be in [0, 1); given: -0.1");
        assertRejected(SamplingParams.builder().noRepeatNgramSize(-1), "no_repeat_ngram_size",
                "no_repeat_ngram_size must be at least 0; given: -1");
    }

    @Test
    void rejectsInvalidTokensAndBiases() {
        assertRejected(SamplingParams.builder().logitBias(Map.of(5, 100.5f)), "logit_bias",
                "logit_bias must be in [-100, 100]; given: 100.5");
        assertRejected(SamplingParams.builder().logitBias(Map.of(-5, 1f)), "logit_bias",
                "logit_bias must be limited to token ids of at least 0; given: -5");
        assertRejected(SamplingParams.builder().allowedTokenIds(Set.of(-5)), "allowed_token_ids",
                "allowed_token_ids must be token ids of at least 0; given: -5");
        assertRejected(SamplingParams.builder().badWords(List.of(List.of(1), List.of())), "bad_words",
                "bad_words must be words of at least one token; given: 0");
    }

    @Test
    void copiesItsCollections() {
        Map<Integer, Float> biases = new HashMap<>(Map.of(1, 2f));
        List<Integer> word = new ArrayList<>(List.of(3));
        SamplingParams params = SamplingParams.builder().logitBias(biases).badWords(List.of(word)).build();
        biases.clear();
        word.clear();
        assertThat(params.logitBias()).containsExactly(Map.entry(1, 2f));
        assertThat(params.badWords()).containsExactly(List.of(3));
    }

    @Test
    void withBadWordsKeepsOtherFields() {
        SamplingParams params = SamplingParams.builder().temperature(0.5f).minP(0.1f).topK(3).build();
        assertThat(params.withBadWords(List.of(List.of(3))).withBadWords(List.of())).isEqualTo(params);
        assertThat(params.withBadWords(List.of(List.of(3))).badWords()).containsExactly(List.of(3));
    }

    @Test
    void rejectsNaN() {
        assertRejected(SamplingParams.builder().temperature(Float.NaN), "temperature",
                "temperature must be in [0, 2]; given: NaN");
        assertRejected(SamplingParams.builder().topP(Float.NaN), "top_p", "top_p must be in [0, 1]; given: NaN");
        assertRejected(SamplingParams.builder().repetitionPenalty(Float.POSITIVE_INFINITY), "repetition_penalty",
                "repetition_penalty must be in [0.01, 100]; given: Infinity");
        assertRejected(SamplingParams.builder().presencePenalty(Float.NaN), "presence_penalty",
                "presence_penalty must be in [-2, 2]; given: NaN");
        assertRejected(SamplingParams.builder().minP(Float.NaN), "min_p", "min_p must be in [0, 1]; given: NaN");
        assertRejected(SamplingParams.builder().typicalP(Float.NaN), "typical_p",
                "typical_p must be in (0, 1]; given: NaN");
        assertRejected(SamplingParams.builder().epsilonCutoff(Float.NaN), "epsilon_cutoff",
                "epsilon_cutoff must be in [0, 1); given: NaN");
        assertRejected(SamplingParams.builder().etaCutoff(Float.NaN), "eta_cutoff",
                "eta_cutoff must be in [0, 1); given: NaN");
        assertRejected(SamplingParams.builder().logitBias(Map.of(1, Float.NaN)), "logit_bias",
                "logit_bias must be in [-100, 100]; given: NaN");
    }

    private static SamplingParams neutral(float temperature) {
        return new SamplingParams(temperature, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, Map.of(), TokenSet.EMPTY, List.of());
    }

    private static void assertRejected(Builder builder, String param, String message) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(builder::build)
            .withMessage(message)
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo(param))
            .satisfies((ex) -> assertThat(ex.kind()).isEqualTo(ErrorKind.INVALID_REQUEST));
    }

}

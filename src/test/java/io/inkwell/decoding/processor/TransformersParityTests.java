package io.inkwell.decoding.processor;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.Rows;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.sampling.Sampler;
import io.inkwell.decoding.sampling.TokenSampler;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.decoding.stop.StopStrings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares with the logits processors of Hugging Face transformers 5.18 (torch 2.13,
 * float32). Compares the kept tokens and their probabilities, for rows of 1 to 1000
 * tokens and many combinations of settings.
 * <p>
 * Cases decided by rounding are excluded: those with a different result in float64, or
 * with every threshold moved by 4e-6. So are cases in which top-p separates equal tokens,
 * because torch's sort is not stable.
 */
class TransformersParityTests {

    @ParameterizedTest
    @MethodSource("cases")
    void keepsTheSameTokensWithTheSameProbabilities(Case expected) {
        Logits logits = Rows.logits(expected.row());
        Sampler lookAtWhatIsLeft = (row, position) -> 0;
        new TokenSampler(expected.params(), expected.stop(), lookAtWhatIsLeft).select(logits, expected.history());
        assertThat(Rows.possibleIds(logits)).isEqualTo(expected.kept());
        assertThat(Rows.probabilities(logits)).containsExactly(expected.probabilities(), Offset.offset(1e-6));
    }

    static List<Case> cases() throws IOException {
        try (InputStream json = TransformersParityTests.class.getResourceAsStream("transformers-processors.json")) {
            return new JsonMapper().readValue(json, new TypeReference<>() {
            });
        }
    }

    /** {@code null} stands for minus infinity, which JSON cannot express. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Case(List<@Nullable Float> logits, int[] prompt, int[] output, float temperature, int topK, float topP,
            float minP, float typicalP, float epsilonCutoff, float etaCutoff, float repetitionPenalty,
            int noRepeatNgramSize, Map<Integer, Float> logitBias, Set<Integer> allowedTokenIds,
            List<List<Integer>> badWords, int minTokens, Set<Integer> stopTokenIds, Set<Integer> eosTokenIds,
            int[] kept, double[] probabilities) {

        float[] row() {
            float[] row = new float[this.logits.size()];
            for (int i = 0; i < row.length; i++) {
                Float logit = this.logits.get(i);
                row[i] = (logit != null) ? logit : Float.NEGATIVE_INFINITY;
            }
            return row;
        }

        TokenHistory history() {
            TokenHistory history = new TokenHistory(this.prompt);
            IntStream.of(this.output).forEach(history::append);
            return history;
        }

        SamplingParams params() {
            return SamplingParams.builder()
                .temperature(this.temperature)
                .topK(this.topK)
                .topP(this.topP)
                .minP(this.minP)
                .typicalP(this.typicalP)
                .epsilonCutoff(this.epsilonCutoff)
                .etaCutoff(this.etaCutoff)
                .repetitionPenalty(this.repetitionPenalty)
                .noRepeatNgramSize(this.noRepeatNgramSize)
                .logitBias(this.logitBias)
                .allowedTokenIds(this.allowedTokenIds)
                .badWords(withoutEos())
                .build();
        }

        /** transformers drops EOS from the bad words; the service bans it. */
        private List<List<Integer>> withoutEos() {
            return this.badWords.stream()
                .filter((word) -> word.size() > 1 || !this.eosTokenIds.contains(word.get(0)))
                .toList();
        }

        StopConditions stop() {
            return new StopConditions(this.minTokens, Integer.MAX_VALUE, this.stopTokenIds, this.eosTokenIds, false,
                    StopStrings.NONE, false);
        }

    }

}

package io.inkwell.decoding;

import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;

import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Hugging Face transformers 5.18 (torch 2.13, float32) keeps of small rows with many
 * ties, and the probabilities that it gives what it keeps. Rows in which top-p parts
 * equal tokens are left out: there it keeps any of them, for torch's sort is not stable.
 */
class TransformersParityTests {

    @ParameterizedTest
    @MethodSource("cases")
    void keepsTheSameTokensWithTheSameProbabilities(Case expected) {
        Logits logits = Rows.logits(expected.row());
        double[] weights = new double[1];
        Sampler lookAtWhatIsLeft = (row, position) -> {
            weights[0] = IntStream.range(0, row.numCandidates()).mapToDouble((i) -> Math.exp(row.value(i))).sum();
            return 0;
        };
        new TokenSelector(expected.params(), Stops.NONE, lookAtWhatIsLeft).select(logits,
                new TokenHistory(expected.prompt()));
        int[] possible = IntStream.range(0, logits.numCandidates())
            .filter((i) -> logits.value(i) != Float.NEGATIVE_INFINITY)
            .toArray();
        assertThat(IntStream.of(possible).map(logits::tokenId).toArray()).isEqualTo(expected.kept());
        assertThat(IntStream.of(possible).mapToDouble((i) -> Math.exp(logits.value(i)) / weights[0]).toArray())
            .containsExactly(expected.probabilities(), Offset.offset(1e-6));
    }

    static List<Case> cases() throws Exception {
        try (InputStream json = TransformersParityTests.class.getResourceAsStream("transformers-warpers.json")) {
            return new JsonMapper().readValue(json, new TypeReference<>() {
            });
        }
    }

    /** {@code null} stands for a logit of minus infinity, which JSON has no word for. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Case(List<@Nullable Float> logits, int[] prompt, float temperature, int topK, float topP,
            float repetitionPenalty, int[] kept, double[] probabilities) {

        float[] row() {
            float[] row = new float[this.logits.size()];
            for (int i = 0; i < row.length; i++) {
                Float logit = this.logits.get(i);
                row[i] = (logit != null) ? logit : Float.NEGATIVE_INFINITY;
            }
            return row;
        }

        SamplingParams params() {
            return SamplingParams.builder()
                .temperature(this.temperature)
                .topK(this.topK)
                .topP(this.topP)
                .repetitionPenalty(this.repetitionPenalty)
                .build();
        }

    }

}

package io.inkwell.explanation.attention;

import java.util.function.IntUnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.model.introspection.Attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class HeadPatternTests {

    private static final int[] TOKENS = { 7, 8, 9, 7, 8, 6 };

    /** Every row attends only to the position of the pattern. */
    @ParameterizedTest
    @CsvSource({ "first_token, 1, 0.2, 0", "previous_token, 0.2, 1, 0", "self, 0, 0, 1" })
    void namesHeadsByAttendedPosition(String name, double first, double previous, double self) {
        HeadPattern pattern = pattern((query) -> switch (name) {
            case "first_token" -> 0;
            case "previous_token" -> query - 1;
            default -> query;
        });

        assertThat(pattern.pattern()).isEqualTo(name);
        assertThat(pattern.first()).isEqualTo(first, within(1e-9));
        assertThat(pattern.previous()).isEqualTo(previous, within(1e-9));
        assertThat(pattern.self()).isEqualTo(self, within(1e-9));
        assertThat(pattern.entropy()).isZero();
    }

    @Test
    void namesRepeatedTokenHead() {
        HeadPattern pattern = pattern((query) -> (query == 3) ? 0 : (query == 4) ? 1 : query / 2);

        assertThat(pattern.pattern()).isEqualTo("repeated_token");
        assertThat(pattern.repeated()).isEqualTo(1);
        assertThat(pattern.induction()).isZero();
    }

    @Test
    void namesInductionHead() {
        HeadPattern pattern = pattern((query) -> (query == 3) ? 1 : (query == 4) ? 2 : query / 2);

        assertThat(pattern.pattern()).isEqualTo("induction");
        assertThat(pattern.induction()).isEqualTo(1);
    }

    @Test
    void namesBroadHead() {
        float[] scores = new float[36];
        double entropy = 0;
        for (int query = 0; query < 6; query++) {
            for (int key = 0; key <= query; key++) {
                scores[6 * query + key] = 1f / (query + 1);
            }
            entropy += Math.log(query + 1) / 5;
        }
        HeadPattern pattern = HeadPattern.of(head(scores), 2, 0, 0, TOKENS);

        assertThat(pattern.pattern()).isEqualTo("broad");
        assertThat(pattern.layer()).isEqualTo(2);
        assertThat(pattern.entropy()).isEqualTo(entropy, within(1e-6));
        assertThat(pattern.distance()).isEqualTo((0.5 + 1 + 1.5 + 2 + 2.5) / 5, within(1e-6));
    }

    @Test
    void repeatedAndInductionAreNullWithoutRepetition() {
        float[] one = { 1 };
        HeadPattern pattern = HeadPattern.of(new Attention(1, 1, 1, 0, one, new float[0], new float[0]), 0, 0, 0,
                new int[] { 7 });

        assertThat(pattern.pattern()).isEqualTo("first_token");
        assertThat(pattern.repeated()).isNull();
        assertThat(pattern.induction()).isNull();
    }

    private static HeadPattern pattern(IntUnaryOperator keyOf) {
        float[] scores = new float[36];
        scores[0] = 1;
        for (int query = 1; query < 6; query++) {
            scores[6 * query + keyOf.applyAsInt(query)] = 1;
        }
        return HeadPattern.of(head(scores), 0, 0, 0, TOKENS);
    }

    private static Attention head(float[] scores) {
        return new Attention(1, 1, 6, 0, scores, new float[0], new float[0]);
    }

}

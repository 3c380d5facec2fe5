package io.inkwell.explanation.generation;

import org.junit.jupiter.api.Test;

import io.inkwell.model.step.StepWithAttention;

import static org.assertj.core.api.Assertions.assertThat;

class TraceAttentionTests {

    /** Two layers with two heads over four tokens. */
    private static final StepWithAttention STEP = new StepWithAttention(new float[0],
            new float[] { 1, 0, 0, 0, 0, 0, 0, 1, //
                    0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.25f, 0.125f, 0.125f },
            2, 2, 4);

    @Test
    void summarizesEachLayer() {
        TraceAttention attention = TraceAttention.of(STEP, new int[] { 0, 1 });
        assertThat(attention.mean())
            .isDeepEqualTo(new float[][] { { 0.5f, 0, 0, 0.5f }, { 0.3f, 0.225f, 0.2125f, 0.2625f } });
        assertThat(attention.top().get(0)).startsWith(new TraceAttention.Share(0, 0.5f),
                new TraceAttention.Share(3, 0.5f));
        assertThat(attention.top().get(1)).extracting(TraceAttention.Share::token).containsExactly(0, 3, 1);
        assertThat(attention.max()).containsExactly(new TraceAttention.Peak(0, 0, 1),
                new TraceAttention.Peak(1, 0, 0.5f));
    }

    @Test
    void reportsOnlyRequestedLayers() {
        TraceAttention attention = TraceAttention.of(STEP, new int[] { 1 });
        assertThat(attention.mean()).hasNumberOfRows(1);
        assertThat(attention.max()).containsExactly(new TraceAttention.Peak(1, 0, 0.5f));
    }

    @Test
    void roundsToFiveDecimals() {
        StepWithAttention thirds = new StepWithAttention(new float[0], new float[] { 1 / 3f, 2 / 3f }, 1, 1, 2);
        assertThat(TraceAttention.of(thirds, new int[] { 0 }).mean()[0]).containsExactly(0.33333f, 0.66667f);
    }

}

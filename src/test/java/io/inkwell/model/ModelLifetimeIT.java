package io.inkwell.model;

import java.io.IOException;

import ai.djl.ndarray.NativeResources;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.step.Gpt2Predictor;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests that native memory is released when it should be, and not before. */
class ModelLifetimeIT {

    private static final int[] PROMPT = { 2204, 336, 259, 2357 };

    @ParameterizedTest
    @EnumSource
    void modelOutlivesCheckpointAndReleasesMemory(Precision precision) throws IOException {
        float @Nullable [] expected = null;
        int baseline = NativeResources.count();
        for (int i = 0; i < 3; i++) {
            try (Gpt2Model model = EmbeddedCheckpoint.load(precision);
                    Gpt2Predictor predictor = model.newPredictor(2)) {
                collectGarbage();
                float[] logits = Feed.tokens(predictor, 0, 0, PROMPT);
                if (expected != null) {
                    assertThat(logits).isEqualTo(expected);
                }
                expected = logits;
            }
            assertThat(NativeResources.count()).isEqualTo(baseline);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingOneModelKeepsOthersUsable(Precision precision) throws IOException {
        int baseline = NativeResources.count();
        Gpt2Model first = EmbeddedCheckpoint.load(precision);
        try (Gpt2Model second = EmbeddedCheckpoint.load(precision); Gpt2Predictor kept = second.newPredictor(1)) {
            float[] expected;
            try (first; Gpt2Predictor dropped = first.newPredictor(1)) {
                expected = Feed.tokens(dropped, 0, 0, PROMPT);
            }
            collectGarbage();
            assertThat(Feed.tokens(kept, 0, 0, PROMPT)).isEqualTo(expected);
        }
        assertThat(NativeResources.count()).isEqualTo(baseline);
    }

    @ParameterizedTest
    @EnumSource
    void stepsReleaseMemory(Precision precision) throws IOException {
        try (Gpt2Model model = EmbeddedCheckpoint.load(precision); Gpt2Predictor predictor = model.newPredictor(1)) {
            Feed.tokens(predictor, 0, 0, PROMPT);
            int afterOne = NativeResources.count();
            for (int position = PROMPT.length; position < 200; position++) {
                Feed.tokens(predictor, 0, position, position);
            }
            assertThat(NativeResources.count()).isEqualTo(afterOne);
        }
    }

    // Also runs the cleaners of mapped buffers: a weight that pointed into the file would
    // now be unmapped.
    private static void collectGarbage() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
    }

}

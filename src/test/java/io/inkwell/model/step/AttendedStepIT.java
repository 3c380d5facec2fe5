package io.inkwell.model.step;

import java.io.IOException;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import io.inkwell.model.Feed;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.introspection.Attention;
import io.inkwell.model.introspection.AttentionStage;
import io.inkwell.model.introspection.Gpt2Explainer;

import static org.assertj.core.api.Assertions.assertThat;

/** A step that tells what it looks at computes what the others compute. */
class AttendedStepIT {

    private static final int[] TEXT = { 2204, 336, 259, 2357, 11, 290 };

    private static final Offset<Float> CLOSE = Offset.offset(1e-4f);

    @Test
    void hasTheLogitsOfAPlainStepAndTheLastRowOfTheAttention() throws IOException {
        try (Gpt2Model model = EmbeddedCheckpoint.load(Precision.FLOAT32);
                Gpt2Predictor predictor = model.newPredictor(2);
                Gpt2Explainer explainer = model.newExplainer()) {
            AttendedStep last = predictor.attendedStep(TEXT[0], 0);
            for (int i = 1; i < TEXT.length; i++) {
                last = predictor.attendedStep(TEXT[i], i);
            }
            float[] plain = Feed.tokens(predictor, 1, 0, TEXT);
            assertThat(last.logits()).containsExactly(plain, CLOSE);
            Attention attention = explainer.attention(TEXT, new int[] { 0, 1, 2, 3 }, new int[] { 0, 1, 2, 3, 4, 5 },
                    AttentionStage.SOFTMAX);
            for (int layer = 0; layer < last.numLayers(); layer++) {
                for (int head = 0; head < last.numHeads(); head++) {
                    for (int token = 0; token < TEXT.length; token++) {
                        assertThat(last.share(layer, head, token))
                            .isCloseTo(attention.score(layer, head, TEXT.length - 1, token), CLOSE);
                    }
                }
            }
        }
    }

}

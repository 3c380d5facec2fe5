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

/** An attended step returns the logits of a plain step and the attention of its row. */
class StepWithAttentionIT {

    private static final int[] TOKENS = { 2204, 336, 259, 2357, 11, 290 };

    private static final Offset<Float> CLOSE = Offset.offset(1e-4f);

    @Test
    void matchesLogitsAndAttentionOfPlainStep() throws IOException {
        try (Gpt2Model model = EmbeddedCheckpoint.load(Precision.FLOAT32);
                Gpt2Predictor predictor = model.newPredictor(2);
                Gpt2Explainer explainer = model.newExplainer()) {
            StepWithAttention last = predictor.stepWithAttention(TOKENS[0], 0);
            for (int i = 1; i < TOKENS.length; i++) {
                last = predictor.stepWithAttention(TOKENS[i], i);
            }
            float[] plain = Feed.tokens(predictor, 1, 0, TOKENS);
            assertThat(last.logits()).containsExactly(plain, CLOSE);
            Attention attention = explainer.attention(TOKENS, new int[] { 0, 1, 2, 3 }, new int[] { 0, 1, 2, 3, 4, 5 },
                    AttentionStage.SOFTMAX);
            for (int layer = 0; layer < last.numLayers(); layer++) {
                for (int head = 0; head < last.numHeads(); head++) {
                    for (int token = 0; token < TOKENS.length; token++) {
                        assertThat(last.weight(layer, head, token))
                            .isCloseTo(attention.score(layer, head, TOKENS.length - 1, token), CLOSE);
                    }
                }
            }
        }
    }

}

package io.inkwell.model.introspection;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import io.inkwell.GoldenFiles;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;

import static io.inkwell.JsonNumbers.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/** Compares the attention of the embedded model with Hugging Face transformers. */
@TestInstance(Lifecycle.PER_CLASS)
class GoldenAttentionIT {

    private static final int[] LAYERS = { 0, 1, 2, 3 };

    private static final int[] HEADS = { 0, 1, 2, 3, 4, 5 };

    private static final int[] PROMPT = { 2204, 336, 259, 2357, 11, 290 };

    private Gpt2Model model;

    private Gpt2Explainer explainer;

    @BeforeAll
    void load() throws IOException {
        this.model = EmbeddedCheckpoint.load(Precision.FLOAT32);
        this.explainer = this.model.newExplainer();
    }

    @AfterAll
    void close() {
        this.explainer.close();
        this.model.close();
    }

    static List<JsonNode> cases() {
        return GoldenFiles.cases().filter((each) -> each.has("attentions")).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void attentionsMatchReference(JsonNode golden) {
        int[] tokens = ints(golden.get("token_ids"));
        Attention attention = this.explainer.attention(tokens, LAYERS, HEADS, AttentionStage.SOFTMAX);
        float[] expected = new float[attention.scores().length];
        int next = 0;
        for (JsonNode layer : golden.get("attentions")) {
            for (JsonNode head : layer) {
                for (JsonNode query : head) {
                    for (JsonNode key : query) {
                        expected[next++] = key.floatValue();
                    }
                }
            }
        }
        assertThat(next).isEqualTo(expected.length);
        assertThat(attention.scores()).containsExactly(expected, Offset.offset(1e-4f));
    }

    @Test
    void rowsSumToOneAndAreCausal() {
        Attention attention = this.explainer.attention(PROMPT, LAYERS, HEADS, AttentionStage.SOFTMAX);
        for (int layer : LAYERS) {
            for (int head : HEADS) {
                for (int query = 0; query < PROMPT.length; query++) {
                    float sum = 0;
                    for (int key = 0; key < PROMPT.length; key++) {
                        sum += attention.score(layer, head, query, key);
                        if (key > query) {
                            assertThat(attention.score(layer, head, query, key)).isZero();
                        }
                    }
                    assertThat(sum).isEqualTo(1, within(1e-5f));
                }
            }
        }
    }

    @Test
    void stagesAreConsistent() {
        Attention raw = this.explainer.attention(PROMPT, LAYERS, HEADS, AttentionStage.RAW);
        Attention scaled = this.explainer.attention(PROMPT, LAYERS, HEADS, AttentionStage.SCALED);
        Attention masked = this.explainer.attention(PROMPT, LAYERS, HEADS, AttentionStage.MASKED);
        Attention softmax = this.explainer.attention(PROMPT, LAYERS, HEADS, AttentionStage.SOFTMAX);
        int query = 3;
        double sum = IntStream.rangeClosed(0, query)
            .mapToDouble((key) -> Math.exp(masked.score(1, 2, query, key)))
            .sum();
        for (int key = 0; key < PROMPT.length; key++) {
            assertThat(raw.score(1, 2, query, key)).isEqualTo(product(raw, 1, 2, query, key), within(1e-3f));
            assertThat(scaled.score(1, 2, query, key)).isEqualTo(
                    (float) (raw.score(1, 2, query, key) * this.model.config().attentionScale(1)), within(1e-4f));
            assertThat(masked.score(1, 2, query, key))
                .isEqualTo((key > query) ? Float.NEGATIVE_INFINITY : scaled.score(1, 2, query, key));
            assertThat((double) softmax.score(1, 2, query, key))
                .isEqualTo(Math.exp(masked.score(1, 2, query, key)) / sum, within(1e-5));
        }
    }

    private static float product(Attention attention, int layer, int head, int query, int key) {
        int size = attention.headSize();
        int first = (layer * attention.numHeads() + head) * attention.numTokens() * size;
        float sum = 0;
        for (int i = 0; i < size; i++) {
            sum += attention.queries()[first + query * size + i] * attention.keys()[first + key * size + i];
        }
        return sum;
    }

    @Test
    void selectedLayersAndHeadsEqualThoseOfAll() {
        Attention all = this.explainer.attention(PROMPT, LAYERS, HEADS, AttentionStage.SOFTMAX);
        Attention some = this.explainer.attention(PROMPT, new int[] { 1, 2 }, new int[] { 0, 5 },
                AttentionStage.SOFTMAX);
        for (int query = 0; query < PROMPT.length; query++) {
            assertThat(some.score(0, 1, query, 0)).isEqualTo(all.score(1, 5, query, 0), within(1e-6f));
            assertThat(some.score(1, 0, query, 0)).isEqualTo(all.score(2, 0, query, 0), within(1e-6f));
        }
    }

    @Test
    void rejectsUnknownOrUnsortedLayers() {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> this.explainer.attention(PROMPT, new int[] { 1, 4 }, HEADS, AttentionStage.RAW))
            .withMessage("layers must ascend from 0 to 3 at most; given: [1, 4]");
        assertThatIllegalArgumentException()
            .isThrownBy(() -> this.explainer.attention(PROMPT, LAYERS, new int[] { 1, 1 }, AttentionStage.RAW))
            .withMessage("heads must ascend from 0 to 5 at most; given: [1, 1]");
    }

}

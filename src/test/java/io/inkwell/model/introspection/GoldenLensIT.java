package io.inkwell.model.introspection;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import io.inkwell.GoldenFiles;
import io.inkwell.model.Feed;
import io.inkwell.model.Golden;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.step.Gpt2Predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Compares the logit lens of the embedded model with the final norm and head of Hugging
 * Face transformers on the outputs of its blocks.
 */
@TestInstance(Lifecycle.PER_CLASS)
class GoldenLensIT {

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
        return GoldenFiles.read("lens.json").valueStream().toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void cellsMatchReference(JsonNode golden) {
        int[] tokens = ints(golden.get("token_ids"));
        LensCells cells = this.explainer.logitLens(this.explainer.hiddenStates(tokens), 0, tokens.length, 3,
                ints(golden.get("watched")));
        assertThat(cells.numDepths()).isEqualTo(golden.get("depths").size());
        assertThat(cells.numTokens()).isEqualTo(tokens.length);
        for (int depth = 0; depth < cells.numDepths(); depth++) {
            JsonNode expected = golden.get("depths").get(depth);
            for (int token = 0; token < tokens.length; token++) {
                assertThat(cells.predictionLogprob(token, depth)).isEqualTo(at(expected, "answer_logprob", token),
                        within(1e-3f));
                assertThat(cells.predictionRank(token, depth)).isEqualTo((int) at(expected, "answer_rank", token));
                assertThat(cells.divergence(token, depth)).isEqualTo(at(expected, "divergence", token), within(1e-3f));
                assertThat(cells.logSumExp(token, depth)).isEqualTo(at(expected, "logsumexp", token), within(1e-3f));
                for (int i = 0; i < cells.numTop(); i++) {
                    assertThat(cells.topToken(token, depth, i))
                        .isEqualTo(expected.get("top").get(token).get(i).intValue());
                    assertThat(cells.topLogprob(token, depth, i))
                        .isEqualTo(expected.get("top_logprobs").get(token).get(i).floatValue(), within(1e-3f));
                }
                for (int i = 0; i < cells.numWatched(); i++) {
                    assertThat(cells.watchedLogprob(token, depth, i))
                        .isEqualTo(expected.get("watched_logprobs").get(token).get(i).floatValue(), within(1e-3f));
                    assertThat(cells.watchedRank(token, depth, i))
                        .isEqualTo(expected.get("watched_ranks").get(token).get(i).intValue());
                }
            }
        }
    }

    @Test
    void lastDepthIsOutputOfModel() {
        int[] tokens = Golden.cases().get(0).tokenIds();
        LensCells cells = this.explainer.logitLens(this.explainer.hiddenStates(tokens), tokens.length - 1,
                tokens.length, 5, new int[0]);
        try (Gpt2Predictor predictor = this.model.newPredictor(1)) {
            float[] logits = Feed.tokens(predictor, 0, 0, tokens);
            int last = this.model.config().numLayers();
            assertThat(cells.topToken(0, last, 0)).isEqualTo(Feed.argMax(logits));
            for (int i = 0; i < 5; i++) {
                float logit = cells.topLogprob(0, last, i) + cells.logSumExp(0, last);
                assertThat(logit).isEqualTo(logits[cells.topToken(0, last, i)], within(1e-3f));
            }
        }
        assertThat(cells.predictionRank(0, cells.numDepths() - 1)).isOne();
        assertThat(cells.divergence(0, cells.numDepths() - 1)).isEqualTo(0, within(1e-6f));
    }

    @Test
    void computingInPartsGivesSameCells() {
        int[] tokens = Golden.cases().get(0).tokenIds();
        float[] states = this.explainer.hiddenStates(tokens);
        LensCells all = this.explainer.logitLens(states, 0, tokens.length, 1, new int[0]);
        LensCells part = this.explainer.logitLens(states, 3, 5, 1, new int[0]);
        assertThat(part.numTokens()).isEqualTo(2);
        for (int depth = 0; depth < all.numDepths(); depth++) {
            assertThat(part.topToken(1, depth, 0)).isEqualTo(all.topToken(4, depth, 0));
            assertThat(part.divergence(1, depth)).isEqualTo(all.divergence(4, depth), within(1e-4f));
        }
    }

    private static float at(JsonNode depth, String field, int token) {
        return depth.get(field).get(token).floatValue();
    }

    private static int[] ints(JsonNode array) {
        return array.valueStream().mapToInt(JsonNode::intValue).toArray();
    }

}

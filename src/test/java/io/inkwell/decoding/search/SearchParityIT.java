package io.inkwell.decoding.search;

import java.io.IOException;
import java.util.List;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.step.Gpt2Predictor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares searches with the embedded model in float32 with Python results. Plain beam
 * searches come from {@code generate} of Hugging Face transformers 5.18, some with a
 * comma or a full stop as EOS. Diverse groups and contrastive search, which it no longer
 * supports, come from loops in torch 2.13 modeled on transformers 4. For each group a
 * processor subtracts {@code diversity_penalty * bincount(tokens of earlier groups)} from
 * the log-probabilities before the repetition penalty ({@code bench/diverse_beams.py}).
 * For contrastive search all hidden states are recomputed in each step:
 * {@code (1 - alpha) * softmax(processed)[v] - alpha * max(cosines)}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SearchParityIT {

    private static final int MAX_WIDTH = 6;

    private Gpt2Model model;

    private Gpt2Predictor predictor;

    @BeforeAll
    void load() throws IOException {
        this.model = EmbeddedCheckpoint.load(Precision.FLOAT32);
        this.predictor = this.model.newPredictor(2 * MAX_WIDTH);
    }

    @AfterAll
    void close() {
        this.predictor.close();
        this.model.close();
    }

    static List<ReferenceSearch> searches() {
        return ReferenceSearch.all();
    }

    @ParameterizedTest
    @MethodSource("searches")
    void matchesReferenceHypothesesAndScores(ReferenceSearch expected) {
        List<Hypothesis> found = ModelSearch.run(this.predictor, expected.params(), expected.request())
            .subList(0, expected.tokens().size());

        assertThat(found.stream().map(Hypothesis::tokens)).containsExactlyElementsOf(expected.tokens());
        assertThat(found.stream().mapToDouble(Hypothesis::score).toArray()).containsExactly(expected.scores(),
                Offset.offset(1e-3));
        for (int i = 0; i < expected.logprobs().size(); i++) {
            List<TokenLogprobs> logprobs = found.get(i).logprobs();
            float[] values = new float[logprobs.size()];
            for (int j = 0; j < values.length; j++) {
                values[j] = logprobs.get(j).logprob();
            }
            assertThat(values).containsExactly(expected.logprobs().get(i), Offset.offset(1e-3f));
        }
    }

}

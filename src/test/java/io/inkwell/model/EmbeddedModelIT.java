package io.inkwell.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import io.inkwell.EmbeddedOfTheJar;
import io.inkwell.GoldenFiles;
import io.inkwell.JsonNumbers;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.WeightOptions;
import io.inkwell.model.step.Gpt2Predictor;
import io.inkwell.model.step.RowsOutput;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepRows;
import io.inkwell.tokenizer.Tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Compares the model in the main resources, which the jar contains, with Hugging Face
 * transformers. {@code src/test/python/embedded_golden.py} records the values.
 */
@TestInstance(Lifecycle.PER_CLASS)
class EmbeddedModelIT {

    private static final Path FOLDER = Path.of(EmbeddedOfTheJar.FOLDER);

    private static final JsonNode GOLDEN = GoldenFiles.read("embedded.json");

    private static final float TOLERANCE = 1e-3f;

    private Tokenizer tokenizer;

    private Gpt2Model model;

    private Gpt2Predictor predictor;

    @BeforeAll
    void load() throws IOException {
        this.tokenizer = Tokenizer.open(FOLDER);
        try (Checkpoint checkpoint = Checkpoint.open(FOLDER)) {
            this.model = Gpt2Model.load(checkpoint, WeightOptions.of(Precision.FLOAT32));
        }
        this.predictor = this.model.newPredictor(1);
    }

    @AfterAll
    void close() {
        this.predictor.close();
        this.model.close();
        this.tokenizer.close();
    }

    static List<Case> cases() {
        return GOLDEN.get("cases").valueStream().map(Case::new).toList();
    }

    @Test
    void hasATokenForEachRowOfTheEmbedding() {
        assertThat(this.tokenizer.vocabularySize()).isEqualTo(GOLDEN.get("vocabulary_size").intValue())
            .isEqualTo(this.model.config().vocabSize());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tokensMatchReference(Case golden) {
        assertThat(this.tokenizer.encode(golden.prompt())).isEqualTo(golden.ints("token_ids"));
        assertThat(this.tokenizer.decode(golden.ints("token_ids"), false)).isEqualTo(golden.prompt());
        assertThat(this.tokenizer.decode(golden.ints("greedy_ids"), false))
            .isEqualTo(golden.node().get("greedy_text").stringValue());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void logitsMatchReference(Case golden) {
        float[] logits = Feed.tokens(this.predictor, 0, 0, golden.ints("token_ids"));

        int[] topIds = golden.ints("top_ids");
        float[] found = new float[topIds.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = logits[topIds[i]];
        }
        assertThat(found).containsExactly(JsonNumbers.floats(golden.node().get("top_logits")),
                Offset.offset(TOLERANCE));
        assertThat(Feed.argMax(logits)).isEqualTo(topIds[0]);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossMatchesReference(Case golden) {
        int[] tokens = golden.ints("token_ids");
        RowsOutput rows = this.predictor.step(StepInput.of(StepRows.of(0, 0, tokens).withLogits(tokens.length)))
            .rows()
            .get(0);
        double sum = 0;
        for (int i = 1; i < tokens.length; i++) {
            sum += loss(rows.copyLogits(i - 1), tokens[i]);
        }

        if (tokens.length > 1) {
            assertThat(sum / (tokens.length - 1)).isCloseTo(golden.node().get("loss").doubleValue(), within(1e-4));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void greedyTokensMatchReference(Case golden) {
        int[] prompt = golden.ints("token_ids");
        int[] tokens = new int[golden.ints("greedy_ids").length];
        float[] logits = Feed.tokens(this.predictor, 0, 0, prompt);
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = Feed.argMax(logits);
            logits = Feed.tokens(this.predictor, 0, prompt.length + i, tokens[i]);
        }

        assertThat(tokens).isEqualTo(golden.ints("greedy_ids"));
    }

    /** The negative log-probability of a token, in nats. */
    private static double loss(float[] logits, int token) {
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - logits[token]);
        }
        return Math.log(sum);
    }

    record Case(JsonNode node) {

        String prompt() {
            return this.node.get("prompt").stringValue();
        }

        int[] ints(String name) {
            return JsonNumbers.ints(this.node.get(name));
        }

        @Override
        public String toString() {
            return prompt();
        }

    }

}

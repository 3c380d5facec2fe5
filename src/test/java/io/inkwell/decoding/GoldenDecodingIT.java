package io.inkwell.decoding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import io.inkwell.GoldenFiles;
import io.inkwell.decoding.sampling.TokenSampler;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.decoding.stop.Stops;
import io.inkwell.model.Feed;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.step.Gpt2Predictor;

import static io.inkwell.JsonNumbers.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Decodes with the embedded model and compares with results of Hugging Face transformers.
 */
@TestInstance(Lifecycle.PER_CLASS)
class GoldenDecodingIT {

    private static final int EOS = 0;

    private Gpt2Model model;

    private Gpt2Predictor predictor;

    @BeforeAll
    void load() throws IOException {
        this.model = EmbeddedCheckpoint.load(Precision.FLOAT32);
        this.predictor = this.model.newPredictor(1);
    }

    @AfterAll
    void close() {
        this.predictor.close();
        this.model.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("distributions")
    void processedDistributionMatchesReference(String prompt, String settings, int[] tokens, JsonNode expected) {
        Logits logits = new Logits();
        float[] row = Feed.tokens(this.predictor, 0, 0, tokens);
        logits.reset(row, 0, row.length);
        new TokenSampler(params(settings), Stops.at(EOS, 0), (left, position) -> 0).select(logits,
                new TokenHistory(tokens));

        int[] kept = Rows.possibleIds(logits);
        assertThat(kept).hasSize(expected.get("kept").intValue());
        if (expected.has("kept_ids")) {
            assertThat(kept).isEqualTo(ints(expected.get("kept_ids")));
        }
        double[] ofKept = Rows.probabilities(logits);
        double[] probabilities = new double[row.length];
        for (int i = 0; i < kept.length; i++) {
            probabilities[kept[i]] = ofKept[i];
        }
        int[] topIds = ints(expected.get("top_ids"));
        assertThat(IntStream.of(topIds).mapToDouble((id) -> probabilities[id]).toArray()).containsExactly(
                expected.get("top_probs").valueStream().mapToDouble(JsonNode::doubleValue).toArray(),
                Offset.offset(1e-4));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("greedyCompletions")
    void greedyTokensMatchReference(String prompt, String settings, int[] tokens, SamplingParams params,
            StopConditions stop, int[] expected) {
        TokenSampler sampler = new TokenSampler(params, stop, 0, 0);
        TokenHistory history = new TokenHistory(tokens);
        Logits logits = new Logits();
        float[] row = Feed.tokens(this.predictor, 0, 0, tokens);
        while (history.numOutputTokens() < expected.length) {
            logits.reset(row, 0, row.length);
            int token = sampler.select(logits, history);
            row = Feed.tokens(this.predictor, 0, history.size(), token);
            history.append(token);
        }
        assertThat(history.outputTokens()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("prompts")
    void promptLogprobsMatchReference(String prompt, int[] tokens, JsonNode expected) {
        LogprobsReader reader = new LogprobsReader();
        Logits logits = new Logits();
        for (int i = 1; i < tokens.length; i++) {
            float[] row = Feed.tokens(this.predictor, 0, i - 1, tokens[i - 1]);
            logits.reset(row, 0, row.length);
            reader.reset(logits);
            assertThat((double) reader.read(tokens[i], 0).logprob()).isCloseTo(expected.get(i).doubleValue(),
                    within(1e-4));
        }
    }

    static Stream<Object[]> prompts() {
        return GoldenFiles.cases()
            .map((each) -> new Object[] { prompt(each), tokens(each), each.get("prompt_logprobs") });
    }

    static Stream<Object[]> distributions() {
        return GoldenFiles.cases()
            .flatMap((each) -> each.get("distributions")
                .valueStream()
                .map((expected) -> new Object[] { prompt(each), expected.get("params").stringValue(), tokens(each),
                        expected }));
    }

    static Stream<Object[]> greedyCompletions() {
        List<Object[]> texts = new ArrayList<>();
        GoldenFiles.cases().forEach((each) -> {
            texts.add(greedy(each, "greedy", params(), 0));
            texts.add(greedy(each, "greedy_repetition_penalty_1.3", params().repetitionPenalty(1.3f), 0));
            texts.add(greedy(each, "greedy_no_repeat_ngram_2", params().noRepeatNgramSize(2), 0));
            texts.add(greedy(each, "greedy_bad_words", params().badWords(badWords(each)), 0));
            texts.add(greedy(each, "greedy_all", params().repetitionPenalty(1.2f).noRepeatNgramSize(3), 24));
        });
        return texts.stream();
    }

    private static Object[] greedy(JsonNode each, String name, SamplingParams.Builder params, int minTokens) {
        return new Object[] { prompt(each), name, tokens(each), params.temperature(0).build(), Stops.at(EOS, minTokens),
                ints(each.get(name).get("token_ids").get(0)) };
    }

    private static SamplingParams.Builder params() {
        return SamplingParams.builder();
    }

    /** Parses for example {@code temperature=1.4,top_k=50}. */
    private static SamplingParams params(String settings) {
        SamplingParams.Builder params = SamplingParams.builder();
        for (String setting : settings.split(",")) {
            String name = setting.substring(0, setting.indexOf('='));
            float value = Float.parseFloat(setting.substring(name.length() + 1));
            switch (name) {
                case "temperature" -> params.temperature(value);
                case "top_k" -> params.topK((int) value);
                case "top_p" -> params.topP(value);
                case "min_p" -> params.minP(value);
                case "typical_p" -> params.typicalP(value);
                case "epsilon_cutoff" -> params.epsilonCutoff(value);
                case "eta_cutoff" -> params.etaCutoff(value);
                case "repetition_penalty" -> params.repetitionPenalty(value);
                default -> throw new IllegalArgumentException(setting);
            }
        }
        return params.build();
    }

    private static List<List<Integer>> badWords(JsonNode each) {
        return each.get("greedy_bad_words")
            .get("bad_words_ids")
            .valueStream()
            .map((word) -> IntStream.of(ints(word)).boxed().toList())
            .toList();
    }

    private static String prompt(JsonNode each) {
        return each.get("prompt").stringValue();
    }

    private static int[] tokens(JsonNode each) {
        return ints(each.get("token_ids"));
    }

}

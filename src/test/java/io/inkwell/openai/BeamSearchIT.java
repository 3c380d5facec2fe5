package io.inkwell.openai;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.GoldenFiles;
import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Beam search over HTTP, compared with Hugging Face transformers in float32. */
@InkwellService
class BeamSearchIT {

    private final ServiceClient service;

    BeamSearchIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("references")
    void matchesCompletionsAndScoresOfTransformers(String name, JsonNode prompt, JsonNode reference) {
        JsonNode choices = this.service.complete("""
                {"prompt": %s, "use_beam_search": true, "num_beams": %s, "n": %s, "length_penalty": %s,
                "early_stopping": %s, "max_tokens": %s, "return_token_ids": true}""".formatted(prompt,
                reference.get("num_beams"), reference.get("num_return_sequences"), reference.get("length_penalty"),
                reference.get("early_stopping"), reference.get("max_new_tokens")))
            .get("choices");

        assertThat(choices.size()).isEqualTo(reference.get("token_ids").size());
        for (int i = 0; i < choices.size(); i++) {
            assertThat(choices.get(i).get("token_ids")).isEqualTo(reference.get("token_ids").get(i));
            assertThat(choices.get(i).get("score").doubleValue())
                .isCloseTo(reference.get("sequences_scores").get(i).doubleValue(), Offset.offset(1e-3));
        }
    }

    static Stream<Object[]> references() {
        return GoldenFiles.cases()
            .flatMap(
                    (golden) -> golden.get("beam")
                        .valueStream()
                        .map((beam) -> new Object[] {
                                golden.get("prompt") + " with " + beam.get("num_beams") + " beams",
                                golden.get("token_ids"), beam }));
    }

    @Test
    void isDeterministicAloneAndInABatch() {
        String body = """
                {"prompt": ["It is a truth", "Call me Ishmael"], "use_beam_search": true, "n": 3, "max_tokens": 24}""";
        List<String> alone = texts(this.service.complete(body));
        List<CompletableFuture<Answer>> together = Stream.generate(() -> body)
            .limit(4)
            .map(this.service::postAsync)
            .toList();

        assertThat(together).allSatisfy((answer) -> assertThat(texts(answer.join().json())).isEqualTo(alone));
    }

    @Test
    void oneBeamIsGreedy() {
        String body = "{\"prompt\": \"It is a truth\", \"max_tokens\": 24, %s}";

        assertThat(text(body.formatted("\"use_beam_search\": true")))
            .isEqualTo(text(body.formatted("\"temperature\": 0")));
    }

    @Test
    void stopsAtAStopString() {
        JsonNode choices = this.service.complete("""
                {"prompt": "It is a truth", "use_beam_search": true, "n": 4, "max_tokens": 40, "stop": [" the", ","],
                "length_penalty": 0, "logprobs": 2}""").get("choices");

        assertThat(choices).anySatisfy((choice) -> {
            assertThat(choice.get("finish_reason").stringValue()).isEqualTo("stop");
            assertThat(choice.get("stop_reason").stringValue()).isIn(" the", ",");
        });
        assertThat(choices)
            .allSatisfy((choice) -> assertThat(choice.get("text").stringValue()).doesNotContain(" the", ","));
        // Without a length penalty, the score is the sum of the tokens'
        // log-probabilities.
        assertThat(choices).allSatisfy((choice) -> assertThat(choice.get("score").doubleValue()).isCloseTo(
                choice.get("logprobs").get("token_logprobs").valueStream().mapToDouble(JsonNode::doubleValue).sum(),
                Offset.offset(1e-3)));
    }

    @Test
    void diversityPenaltyGivesOtherCompletions() {
        JsonNode choices = this.service.complete("""
                {"prompt": "It is a truth", "use_beam_search": true, "n": 3, "num_beams": 3, "num_beam_groups": 3,
                "diversity_penalty": 5, "max_tokens": 12}""").get("choices");

        assertThat(choices.valueStream().map((choice) -> choice.get("text").stringValue().substring(0, 3)))
            .doesNotHaveDuplicates();
    }

    @Test
    void contrastiveSearchIsDeterministicAndNotGreedy() {
        String body = "{\"prompt\": \"It is a truth\", \"max_tokens\": 60, %s}";
        String contrastive = text(body.formatted("\"penalty_alpha\": 0.6, \"top_k\": 4"));

        assertThat(text(body.formatted("\"penalty_alpha\": 0.6, \"top_k\": 4"))).isEqualTo(contrastive);
        assertThat(text(body.formatted("\"temperature\": 0"))).isNotEqualTo(contrastive);
    }

    private static List<String> texts(JsonNode answer) {
        return answer.get("choices").valueStream().map((choice) -> choice.get("text").stringValue()).toList();
    }

    private String text(String body) {
        return this.service.complete(body).get("choices").get(0).get("text").stringValue();
    }

}

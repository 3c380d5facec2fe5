package io.inkwell.explanation.distribution;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.model.GoldenScores;

import static org.assertj.core.api.Assertions.assertThat;

@InkwellService
class ScoreIT {

    private static final String PATH = "/v1/explain/score";

    private final ServiceClient service;

    ScoreIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    private JsonNode score(String body) {
        return this.service.ask(PATH, body).get("texts");
    }

    static Stream<GoldenScores> scoresMatchTransformers() {
        return GoldenScores.cases().stream();
    }

    @ParameterizedTest
    @MethodSource
    void scoresMatchTransformers(GoldenScores golden) {
        JsonNode tokens = score("{\"prompt\": %s}".formatted(ids(golden))).get(0).get("tokens");

        assertThat(tokens.get(0).get("logprob").isNull()).isTrue();
        for (int i = 1; i < tokens.size(); i++) {
            JsonNode token = tokens.get(i);
            assertThat(token.get("id").intValue()).isEqualTo(golden.tokenIds()[i]);
            assertThat(token.get("logprob").floatValue()).isCloseTo(golden.logprobs()[i - 1], Offset.offset(1e-3f));
            assertThat(token.get("rank").intValue()).isEqualTo(golden.ranks()[i - 1]);
            assertThat(token.get("top").get(0).get("id").intValue()).isEqualTo(golden.top().get(i - 1).ids()[0]);
        }
    }

    private static List<Integer> ids(GoldenScores golden) {
        return Arrays.stream(golden.tokenIds()).boxed().toList();
    }

    @Test
    void matchesEchoOfCompletion() {
        String prompt = "It is a truth universally acknowledged, that a whale — é — must be in want of a sea.";
        JsonNode echo = this.service.complete("""
                {"prompt": "%s", "echo": true, "logprobs": 0, "max_tokens": 0}""".formatted(prompt))
            .at("/choices/0/logprobs");
        JsonNode text = score("{\"prompt\": \"%s\"}".formatted(prompt)).get(0);

        double sum = 0;
        for (int i = 0; i < text.get("tokens").size(); i++) {
            JsonNode token = text.get("tokens").get(i);
            assertThat(token.get("text")).isEqualTo(echo.get("tokens").get(i));
            assertThat(token.get("offset")).isEqualTo(echo.get("text_offset").get(i));
            if (i > 0) {
                double logprob = echo.get("token_logprobs").get(i).doubleValue();
                assertThat(token.get("logprob").doubleValue()).isCloseTo(logprob, Offset.offset(1e-4));
                sum += logprob;
            }
        }
        assertThat(text.get("sum_logprob").doubleValue()).isCloseTo(sum, Offset.offset(1e-2));
        assertThat(text.get("perplexity").doubleValue()).isCloseTo(Math.exp(-sum / text.get("num_scored").intValue()),
                Offset.offset(1e-2));
    }

    @Test
    void batchMatchesEchoOfCompletions() {
        String prompts = "[\"I eat hamburger\", \"jump hamburger I\", [300, 301, 302, 303]]";
        JsonNode choices = this.service
            .complete("{\"prompt\": %s, \"echo\": true, \"logprobs\": 2, \"max_tokens\": 0}".formatted(prompts))
            .get("choices");
        JsonNode texts = score("{\"prompt\": %s, \"top\": 2}".formatted(prompts));
        assertThat(texts.size()).isEqualTo(choices.size());
        for (int text = 0; text < texts.size(); text++) {
            JsonNode logprobs = choices.get(text).get("logprobs");
            JsonNode tokens = texts.get(text).get("tokens");
            assertThat(tokens.size()).isEqualTo(logprobs.get("tokens").size());
            for (int i = 1; i < tokens.size(); i++) {
                assertThat(tokens.get(i).get("logprob").doubleValue())
                    .isCloseTo(logprobs.get("token_logprobs").get(i).doubleValue(), Offset.offset(1e-4));
                JsonNode likeliest = tokens.get(i).get("top").get(0);
                assertThat(logprobs.get("top_logprobs").get(i).get(likeliest.get("text").stringValue()).doubleValue())
                    .isCloseTo(likeliest.get("logprob").doubleValue(), Offset.offset(1e-4));
            }
        }
    }

    @Test
    void ordersWordsCorrectlyScoresHigher() {
        JsonNode texts = score("""
                {"prompt": ["He went to the house.", "house the to He went."], "from_start": true, "top": 0}""");

        assertThat(texts.get(0).get("sum_logprob").doubleValue())
            .isGreaterThan(texts.get(1).get("sum_logprob").doubleValue());
        assertThat(texts.get(0).get("tokens").get(0).get("logprob").isNumber()).isTrue();
        assertThat(texts.get(0).get("tokens").get(0).get("top").isEmpty()).isTrue();
    }

    @Test
    void prefixScoresAreIndependentOfTheRest() {
        String prompt = "And it came to pass, when he had made an end of speaking, that ".repeat(10);
        JsonNode whole = score("{\"prompt\": \"%s\"}".formatted(prompt)).get(0).get("tokens");
        JsonNode part = score("{\"prompt\": \"%s\"}".formatted(prompt.substring(0, 63))).get(0).get("tokens");

        assertThat(whole.size()).isGreaterThan(128);
        for (int i = 1; i < part.size() - 1; i++) {
            assertThat(whole.get(i).get("logprob").doubleValue()).isCloseTo(part.get(i).get("logprob").doubleValue(),
                    Offset.offset(1e-4));
        }
    }

    @Test
    void singleTokenHasNoPerplexity() {
        JsonNode text = score("{\"prompt\": [35]}").get(0);

        assertThat(text.get("num_scored").intValue()).isZero();
        assertThat(text.get("perplexity").isNull()).isTrue();
    }

    @Test
    void errorNamesLimitsOfPromptsAndTokens() {
        assertThat(this.service.post(PATH, "{\"prompt\": [%s]}".formatted("\"a\",".repeat(16) + "\"a\"")).body())
            .contains("the number of prompts in prompt must be from 1 to 16 (inkwell.explain.max-texts); given: 17");
        assertThat(this.service.post(PATH, "{\"prompt\": [%s]}".formatted("5,".repeat(512) + "5")).body()).contains(
                "this model's maximum context length is 512 tokens, but the prompt has 513", "context_length_exceeded");
        assertThat(
                this.service.post(PATH, "{\"prompt\": [%s], \"top\": 1000}".formatted("5,".repeat(510) + "5")).body())
            .contains(
                    "the response would contain 511511 log-probabilities, but the limit is 500000 (inkwell.limits.max-logprob-entries)");
    }

}

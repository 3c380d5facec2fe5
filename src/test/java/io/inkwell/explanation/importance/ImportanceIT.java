package io.inkwell.explanation.importance;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@InkwellService
class ImportanceIT {

    private static final String PATH = "/v1/explain/importance";

    private final ServiceClient service;

    ImportanceIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    /** A score equals the difference of two score responses. */
    @ParameterizedTest
    @CsvSource({ "occlusion", "leave_one_out" })
    void scoreIsDecreaseOfTargetWithoutPart(String method) {
        JsonNode answer = this.service.ask(PATH, """
                {"prompt": "Call me Ishmael. Some years ago", "method": "%s", "measure": "logprob"}"""
            .formatted(method));
        int target = answer.at("/target/id").intValue();
        List<Integer> text = new ArrayList<>();
        answer.get("tokens").forEach((token) -> text.add(token.get("id").intValue()));
        double value = logprob(text, target);

        assertThat(answer.get("value").doubleValue()).isEqualTo(value, within(1e-3));
        for (int i = 0; i < text.size(); i++) {
            List<Integer> without = new ArrayList<>(text);
            if (method.equals("occlusion")) {
                without.set(i, answer.at("/baseline/id").intValue());
            }
            else {
                without.remove(i);
            }
            assertThat(answer.at("/parts/%d/score".formatted(i)).doubleValue()).as("part %d", i)
                .isEqualTo(value - logprob(without, target), within(1e-3));
        }
    }

    private double logprob(List<Integer> text, int target) {
        List<Integer> whole = new ArrayList<>(text);
        whole.add(target);
        return this.service.ask("/v1/explain/score", "{\"prompt\": %s}".formatted(whole))
            .at("/texts/0/tokens/%d/logprob".formatted(text.size()))
            .doubleValue();
    }

    @Test
    void replacingTokenByItselfScoresZero() {
        JsonNode answer = this.service.ask(PATH, """
                {"prompt": [35, 348, 400, 759], "baseline": 348, "measure": "logit"}""");

        assertThat(answer.at("/parts/1/score").doubleValue()).isEqualTo(0, within(1e-4));
        assertThat(answer.at("/parts/3/score").doubleValue()).isNotCloseTo(0, within(1e-3));
    }

    @Test
    void contrastSubtractsMeasureOfOtherToken() {
        String body = "{\"prompt\": \"Call me\", \"measure\": \"logit\", \"target\": %d%s}";
        JsonNode one = this.service.ask(PATH, body.formatted(759, ""));
        JsonNode other = this.service.ask(PATH, body.formatted(14, ""));
        JsonNode both = this.service.ask(PATH, body.formatted(759, ", \"contrast\": 14"));

        assertThat(both.get("contrast").get("id").intValue()).isEqualTo(14);
        for (int i = 0; i < 3; i++) {
            String score = "/parts/%d/score".formatted(i);
            assertThat(both.at(score).doubleValue())
                .isEqualTo(one.at(score).doubleValue() - other.at(score).doubleValue(), within(1e-3));
        }
    }

    @Test
    void absoluteNormalizedScoresSumToOne() {
        JsonNode answer = this.service.ask(PATH, """
                {"prompt": "Call me Ishmael. Some years ago", "granularity": "word"}""");

        assertThat(answer.get("parts").findValuesAsString("text")).containsExactly("Call", " me", " Ishmael.", " Some",
                " years", " ago");
        assertThat(answer.get("parts")
            .findValues("normalized")
            .stream()
            .mapToDouble((n) -> Math.abs(n.doubleValue()))
            .sum()).isEqualTo(1, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({ "saliency", "grad_x_input", "integrated_gradients" })
    void gradientScoreOfWordIsSumOverItsTokens(String method) {
        String body = "{\"prompt\": \"Call me Ishmael.\", \"method\": \"%s\", \"granularity\": \"%s\"}";
        JsonNode tokens = this.service.ask(PATH, body.formatted(method, "token")).get("parts");
        JsonNode words = this.service.ask(PATH, body.formatted(method, "word")).get("parts");

        assertThat(words.findValuesAsString("text")).containsExactly("Call", " me", " Ishmael.");
        for (String field : method.equals("saliency") ? List.of("score") : List.of("score", "norm")) {
            assertThat(words.get(2).get(field).doubleValue()).isEqualTo(
                    tokens.valueStream().skip(3).mapToDouble((token) -> token.get(field).doubleValue()).sum(),
                    within(1e-5));
        }
    }

    @Test
    void saliencyIsNotNegative() {
        JsonNode parts = this.service.ask(PATH, "{\"prompt\": \"Call me Ishmael.\", \"method\": \"saliency\"}")
            .get("parts");

        assertThat(parts.valueStream()).allSatisfy((part) -> {
            assertThat(part.get("score").doubleValue()).isPositive();
            assertThat(part.has("norm")).isFalse();
        });
        assertThat(parts.valueStream().mapToDouble((part) -> part.get("normalized").doubleValue()).sum()).isEqualTo(1,
                within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({ "probability, 348", "logprob, 348", "logit, \"zeros\"", "probability, \"zeros\"" })
    void integratedGradientsSumToDifference(String measure, String baseline) {
        JsonNode answer = this.service.ask(PATH, """
                {"prompt": "Call me Ishmael.", "method": "integrated_gradients", "measure": "%s", "baseline": %s,
                 "contrast": 14}""".formatted(measure, baseline));
        double difference = answer.get("value").doubleValue() - answer.at("/completeness/baseline_value").doubleValue();
        double sum = answer.get("parts").valueStream().mapToDouble((part) -> part.get("score").doubleValue()).sum();

        assertThat(answer.at("/completeness/n_steps").intValue()).isEqualTo(50);
        assertThat(answer.at("/completeness/sum").doubleValue()).isEqualTo(sum, within(1e-9));
        assertThat(sum).isEqualTo(difference, within(0.01 * Math.abs(difference)));
        assertThat(answer.at("/completeness/delta").doubleValue()).isEqualTo(sum - difference, within(1e-9));
    }

    @Test
    void tokenEqualToBaselineScoresZero() {
        JsonNode answer = this.service.ask(PATH, """
                {"prompt": [35, 348, 400, 759], "method": "integrated_gradients", "baseline": 348, "n_steps": 3}""");

        assertThat(answer.at("/baseline/id").intValue()).isEqualTo(348);
        assertThat(answer.at("/parts/1/score").doubleValue()).isZero();
        assertThat(answer.at("/parts/1/norm").doubleValue()).isZero();
        assertThat(answer.at("/parts/3/norm").doubleValue()).isPositive();
    }

    @Test
    void valueZeroingScoresOnePositionByLayer() {
        JsonNode answer = this.service.ask(PATH, """
                {"prompt": "Call me Ishmael.", "method": "value_zeroing", "position": 4}""");
        JsonNode layers = answer.get("layers");
        JsonNode parts = answer.get("parts");

        assertThat(layers).hasSize(4);
        for (int part = 0; part < parts.size(); part++) {
            int index = part;
            List<Double> distances = layers.valueStream().map((layer) -> layer.get(index).doubleValue()).toList();
            if (part <= 4) {
                assertThat(distances).as("part %d", part).allMatch((distance) -> distance > 0);
            }
            else {
                assertThat(distances).as("part %d", part).containsOnly(0.0);
            }
            assertThat(parts.get(part).get("score").doubleValue())
                .isEqualTo(distances.stream().mapToDouble(Double::doubleValue).average().orElseThrow(), within(1e-9));
        }
    }

    @Test
    void zeroesValuesOfWordTogether() {
        String body = "{\"prompt\": \"Call me Ishmael.\", \"method\": \"value_zeroing\", \"granularity\": \"%s\"}";
        JsonNode tokens = this.service.ask(PATH, body.formatted("token"));
        JsonNode words = this.service.ask(PATH, body.formatted("word"));

        assertThat(words.get("position").intValue()).isEqualTo(7);
        assertThat(words.at("/layers/2/1").doubleValue()).isEqualTo(tokens.at("/layers/2/2").doubleValue(),
                within(1e-6));
        assertThat(words.at("/layers/2")).hasSize(3);
    }

}

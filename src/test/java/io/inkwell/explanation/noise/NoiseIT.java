package io.inkwell.explanation.noise;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Importance by learned noise. */
@InkwellService
class NoiseIT {

    private static final String PATH = "/v1/explain/importance";

    private final ServiceClient service;

    NoiseIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    private static List<Double> numbers(JsonNode answer, String field) {
        return answer.get("parts").findValues(field).stream().map(JsonNode::doubleValue).toList();
    }

    @Test
    void tokensOfAWordShareSigma() {
        JsonNode answer = this.service.ask(PATH, """
                {"prompt": "Call me Ishmael.", "method": "noise", "granularity": "word", "iterations": 40}""");

        assertThat(answer.get("parts").findValuesAsString("text")).containsExactly("Call", " me", " Ishmael.");
        double scale = answer.get("scale").doubleValue();
        assertThat(scale).isEqualTo(10 * 0.1302392, within(1e-5));
        assertThat(numbers(answer, "sigma")).allSatisfy((sigma) -> assertThat(sigma).isBetween(0.0, scale));
        assertThat(numbers(answer, "standard_error")).allSatisfy((error) -> assertThat(error).isPositive());
        for (int i = 0; i < 3; i++) {
            assertThat(numbers(answer, "score").get(i)).isEqualTo(Math.log(scale / numbers(answer, "sigma").get(i)),
                    within(1e-9));
        }
        assertThat(numbers(answer, "normalized").stream().mapToDouble(Double::doubleValue).sum()).isEqualTo(1,
                within(1e-9));
    }

    /**
     * The published settings are for another model, so this test only compares seeds.
     */
    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3 })
    void mostImportantTokenDoesNotDependOnSeed(long seed) {
        JsonNode answer = this.service.ask(PATH, """
                {"prompt": "Call me Ishmael.", "method": "noise", "iterations": 150, "seed": %d}""".formatted(seed));

        List<Double> sigma = numbers(answer, "sigma");
        assertThat(sigma).last().isEqualTo(Collections.min(sigma));
        assertThat(answer.get("seed").longValue()).isEqualTo(seed);
    }

    @Test
    void streamsProgressAndEndsWithResponse() {
        String body = """
                {"prompt": "Call me", "method": "noise", "iterations": 25, "rate": 0.2, "scale": 1.5%s}""";
        List<JsonNode> events = this.service.stream(PATH, body.formatted(", \"stream\": true"));
        JsonNode whole = this.service.ask(PATH, body.formatted(""));

        assertThat(events).hasSize(3);
        assertThat(events.subList(0, 2)).extracting((event) -> event.get("iteration").intValue())
            .containsExactly(10, 20);
        assertThat(events.subList(0, 2)).allSatisfy((event) -> {
            assertThat(event.get("loss").isNumber()).isTrue();
            assertThat(event.get("sigma").size()).isEqualTo(whole.get("parts").size());
        });
        assertThat(events.get(2)).isEqualTo(whole);
        assertThat(whole.get("rate").doubleValue()).isEqualTo(0.2);
        assertThat(whole.get("scale").doubleValue()).isEqualTo(1.5);
    }

    @Test
    void referenceModeHasOneSampleAndNoStandardError() {
        JsonNode answer = this.service.ask(PATH, """
                {"prompt": "Call me", "method": "noise", "mode": "reference", "iterations": 20}""");

        assertThat(answer.get("samples").intValue()).isEqualTo(1);
        assertThat(answer.get("learning_rate").doubleValue()).isEqualTo(0.01);
        assertThat(answer.get("parts").findValues("standard_error")).hasSize(3).allMatch(JsonNode::isNull);
    }

    @Test
    void rejectsLongPromptBeforeStreamStarts() {
        Answer answer = this.service.post(PATH, "{\"prompt\": %s, \"method\": \"noise\", \"stream\": true}"
            .formatted(IntStream.generate(() -> 5).limit(257).boxed().toList()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().get("message").stringValue())
            .isEqualTo("prompt must be at most 256 tokens with method noise; given: 257");
    }

}

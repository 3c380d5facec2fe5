package io.inkwell.explanation.distribution;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.explanation.Decoded;
import io.inkwell.model.Golden;

import static org.assertj.core.api.Assertions.assertThat;

/** Several positions, and the logits of the whole vocabulary. */
@InkwellService
class NextTokenPositionsIT {

    private static final String PATH = "/v1/explain/next-token";

    private static final Offset<Double> CLOSE = Offset.offset(1e-4);

    /** More than two chunks of a forward pass. */
    private static final int[] LONG = IntStream.range(0, 150).map((i) -> i * 31 % 4000).toArray();

    private final ServiceClient service;

    NextTokenPositionsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    private JsonNode explain(int[] prompt, String fields) {
        return this.service.ask(PATH, "{\"prompt\": " + Arrays.toString(prompt) + ", \"top\": 3, " + fields + "}");
    }

    @Test
    void eachPositionEqualsTheResponseToItsPrefix() {
        String fields = "\"temperature\": 0.8, \"top_k\": 9, \"repetition_penalty\": 1.3, \"presence_penalty\": 1";
        int[] positions = { 149, 0, 63, 64, 139, 140 };
        JsonNode answer = explain(LONG,
                fields + ", \"num_output_tokens\": 10, \"positions\": " + Arrays.toString(positions));

        assertThat(answer.propertyNames()).containsExactly("model", "tokens", "positions");
        assertThat(answer.get("tokens").size()).isEqualTo(150);
        for (int i = 0; i < positions.length; i++) {
            JsonNode prediction = answer.get("positions").get(i);
            int numOutput = Math.max(0, positions[i] + 1 - 140);
            JsonNode alone = explain(Arrays.copyOf(LONG, positions[i] + 1),
                    fields + ", \"num_output_tokens\": " + numOutput);
            assertThat(prediction.get("position").intValue()).isEqualTo(positions[i]);
            for (String field : List.of("entropy", "log_sum_exp", "candidates", "stages")) {
                assertThat(prediction.get(field).equals(NextTokenPositionsIT::compare, alone.get(field)))
                    .as("%s at %s: %s and %s", field, positions[i], prediction.get(field), alone.get(field))
                    .isTrue();
            }
        }
    }

    private static int compare(JsonNode left, JsonNode right) {
        boolean close = left.isNumber() && right.isNumber()
                && Math.abs(left.doubleValue() - right.doubleValue()) < CLOSE.value;
        return (close || left.equals(right)) ? 0 : 1;
    }

    @Test
    void emptyListMeansAllPositions() {
        assertThat(explain(new int[] { 9, 10, 14 }, "\"positions\": []").get("positions").findValues("position"))
            .extracting(JsonNode::intValue)
            .containsExactly(0, 1, 2);
    }

    static Stream<Golden> logitsMatchTransformers() {
        return Golden.cases().stream();
    }

    @ParameterizedTest
    @MethodSource
    void logitsMatchTransformers(Golden golden) {
        JsonNode answer = explain(golden.tokenIds(), "\"encoding\": \"f32\"");
        float[] logits = Decoded.floats(answer.get("logits"));

        assertThat(logits).hasSize(4096);
        for (int i = 0; i < golden.topIds().length; i++) {
            assertThat(logits[golden.topIds()[i]]).isCloseTo(golden.topLogits()[i], Offset.offset(1e-3f));
        }
        double sum = IntStream.range(0, logits.length).mapToDouble((id) -> Math.exp(logits[id])).sum();
        assertThat(Math.log(sum)).isCloseTo(answer.get("log_sum_exp").doubleValue(), CLOSE);
    }

    @Test
    void logitsAreThoseBeforeProcessorsAndOfTheCandidates() {
        JsonNode answer = explain(LONG,
                "\"temperature\": 0.5, \"top_k\": 2, \"positions\": [5, 99], \"encoding\": \"f32\"");

        assertThat(answer.get("positions").valueStream()).hasSize(2).allSatisfy((prediction) -> {
            float[] logits = Decoded.floats(prediction.get("logits"));
            prediction.get("candidates")
                .forEach((each) -> assertThat(logits[each.get("id").intValue()])
                    .isEqualTo(each.get("logit").floatValue()));
            double logSumExp = prediction.get("log_sum_exp").doubleValue();
            double entropy = IntStream.range(0, logits.length)
                .mapToDouble((id) -> logits[id] - logSumExp)
                .map((logprob) -> -Math.exp(logprob) * logprob)
                .sum();
            assertThat(entropy).isCloseTo(prediction.get("entropy").doubleValue(), CLOSE);
        });
    }

}

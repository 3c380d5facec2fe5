package io.inkwell.explanation.distribution;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.model.Golden;

import static org.assertj.core.api.Assertions.assertThat;

@InkwellService
class NextTokenIT {

    private static final String PATH = "/v1/explain/next-token";

    private final ServiceClient service;

    NextTokenIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    private JsonNode explain(String fields) {
        return this.service.ask(PATH, "{\"prompt\": \"It is a truth universally\", " + fields + "}");
    }

    static Stream<Golden> logitsMatchTransformers() {
        return Golden.cases().stream();
    }

    @ParameterizedTest
    @MethodSource
    void logitsMatchTransformers(Golden golden) {
        JsonNode answer = this.service.ask(PATH, "{\"prompt\": %s}".formatted(Arrays.toString(golden.tokenIds())));

        for (int i = 0; i < golden.topIds().length; i++) {
            JsonNode candidate = answer.get("candidates").get(i);
            assertThat(candidate.get("id").intValue()).isEqualTo(golden.topIds()[i]);
            assertThat(candidate.get("logit").floatValue()).isCloseTo(golden.topLogits()[i], Offset.offset(1e-3f));
        }
        assertThat(answer.get("stages").isEmpty()).isTrue();
    }

    @Test
    void reportsEachProcessorInOrder() {
        JsonNode answer = explain("""
                "temperature": 0.7, "top_k": 5, "top_p": 0.6, "repetition_penalty": 1.2, "bad_words": ["the"]""");

        assertThat(answer.get("stages").findValuesAsString("name")).containsExactly("repetition_penalty", "bad_words",
                "temperature", "top_k", "top_p");
        JsonNode topK = answer.get("stages").get(3);
        assertThat(topK.get("num_kept").intValue()).isEqualTo(5);
        assertThat(topK.get("candidates").findValues("kept")).filteredOn(JsonNode::booleanValue).hasSize(5);
        assertThat(topK.get("candidates").valueStream().filter((each) -> !each.get("kept").booleanValue())).isNotEmpty()
            .allSatisfy((cut) -> {
                assertThat(cut.get("logit").isNull()).isTrue();
                assertThat(cut.get("p_after").doubleValue()).isZero();
            });
    }

    @Test
    void probabilitiesOfKeptTokensSumToOne() {
        JsonNode last = explain("\"temperature\": 1.3, \"top_k\": 12, \"top\": 50").get("stages").get(1);

        assertThat(last.get("candidates").findValues("p_after").stream().mapToDouble(JsonNode::doubleValue).sum())
            .isCloseTo(1, Offset.offset(1e-9));
    }

    @Test
    void temperatureDividesLogitsAndRaisesEntropy() {
        JsonNode answer = explain("\"temperature\": 2, \"top\": 1");
        JsonNode stage = answer.get("stages").get(0);

        assertThat(stage.at("/candidates/0/logit").floatValue())
            .isCloseTo(answer.at("/candidates/0/logit").floatValue() / 2, Offset.offset(1e-5f));
        assertThat(stage.get("entropy").doubleValue()).isGreaterThan(answer.get("entropy").doubleValue());
    }

    @Test
    void matchesLogprobsOfCompletion() {
        JsonNode likeliest = this.service.complete(
                "{\"prompt\": \"It is a truth universally\", \"max_tokens\": 1, \"temperature\": 0, \"logprobs\": 0}")
            .at("/choices/0/logprobs");
        JsonNode candidate = explain("\"temperature\": 0").get("candidates").get(0);

        assertThat(candidate.get("text")).isEqualTo(likeliest.at("/tokens/0"));
        assertThat(Math.log(candidate.get("p").doubleValue()))
            .isCloseTo(likeliest.at("/token_logprobs/0").doubleValue(), Offset.offset(1e-4));
    }

    @Test
    void followsTokensRaisedByProcessor() {
        JsonNode answer = explain("\"logit_bias\": {\"4000\": 100}, \"top\": 2");

        assertThat(answer.get("candidates").size()).isBetween(3, 4);
        assertThat(answer.at("/stages/0/name").stringValue()).isEqualTo("logit_bias");
        assertThat(answer.at("/stages/0/candidates").valueStream())
            .anySatisfy((each) -> assertThat(each.get("p_after").doubleValue()).isGreaterThan(0.99));
    }

    @Test
    void treatsTrailingTokensAsCompletion() {
        String fields = "{\"prompt\": [0, 9, 10, 14], \"presence_penalty\": 2, \"top\": 1000, \"num_output_tokens\": %d}";
        Map<Integer, Double> none = logitsOfFirstStage(fields.formatted(0));
        Map<Integer, Double> two = logitsOfFirstStage(fields.formatted(2));

        assertThat(none).containsKeys(9, 10, 14);
        none.forEach((id, logit) -> {
            double penalty = (id == 10 || id == 14) ? 2 : 0;
            assertThat(two.get(id)).as("token %s", id).isCloseTo(logit - penalty, Offset.offset(1e-4));
        });
    }

    private Map<Integer, Double> logitsOfFirstStage(String body) {
        return this.service.ask(PATH, body)
            .at("/stages/0/candidates")
            .valueStream()
            .collect(Collectors.toMap((each) -> each.get("id").intValue(), (each) -> each.get("logit").doubleValue()));
    }

}

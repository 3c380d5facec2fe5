package io.inkwell.explanation.generation;

import java.util.List;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

@InkwellService
class TraceIT {

    private static final String PATH = "/v1/explain/generate-trace";

    private static final Offset<Double> CLOSE = Offset.offset(1e-4);

    private final ServiceClient service;

    TraceIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    private JsonNode trace(String fields) {
        return this.service.ask(PATH, "{\"prompt\": \"It is a truth universally\", " + fields + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"temperature\": 0, \"max_tokens\": 40", "\"seed\": 7, \"max_tokens\": 40",
            "\"seed\": 8, \"temperature\": 0.8, \"top_k\": 40, \"top_p\": 0.9, \"max_tokens\": 30",
            "\"seed\": 9, \"repetition_penalty\": 1.3, \"logit_bias\": {\"12\": -5}, \"bad_words\": [\"the\"]",
            "\"seed\": 10, \"stop\": [\"e \", \"man\"], \"max_tokens\": 60",
            "\"seed\": 11, \"stop\": \".\", \"include_stop_str_in_output\": true, \"min_tokens\": 3, \"max_tokens\": 60",
            "\"seed\": 12, \"stop_token_ids\": [12, 14], \"max_tokens\": 60" })
    void generatesSameOutputAsCompletion(String fields) {
        JsonNode choice = this.service
            .complete("""
                    {"prompt": "It is a truth universally", "return_token_ids": true, "logprobs": 0, %s}"""
                .formatted(fields))
            .at("/choices/0");
        JsonNode trace = trace(fields + ", \"top\": 1, \"attention\": false");
        assertThat(trace.get("text")).isEqualTo(choice.get("text"));
        assertThat(trace.get("finish_reason")).isEqualTo(choice.get("finish_reason"));
        assertThat(trace.get("stop_reason")).isEqualTo(choice.get("stop_reason"));
        JsonNode steps = trace.get("steps");
        assertThat(steps.valueStream().map((step) -> step.at("/token/id")))
            .containsExactlyElementsOf(choice.get("token_ids").values());
        for (int i = 0; i < steps.size(); i++) {
            assertThat(steps.get(i).get("logprob").doubleValue())
                .isCloseTo(choice.at("/logprobs/token_logprobs").get(i).doubleValue(), CLOSE);
        }
    }

    @Test
    void reportedSeedReproducesTheCompletion() {
        JsonNode drawn = trace("\"max_tokens\": 12, \"attention\": false");
        JsonNode again = trace("\"max_tokens\": 12, \"attention\": false, \"seed\": " + drawn.get("seed").longValue());
        assertThat(withoutTimes(again)).isEqualTo(withoutTimes(drawn));
    }

    private static JsonNode withoutTimes(JsonNode answer) {
        JsonNode copy = answer.deepCopy();
        copy.findParents("step_ms").forEach((step) -> ((ObjectNode) step).remove(List.of("elapsed_ms", "step_ms")));
        return copy;
    }

    @Test
    void timesGrowFromStepToStep() {
        double before = 0;
        for (JsonNode step : trace("\"max_tokens\": 8, \"attention\": false").get("steps")) {
            double elapsed = step.get("elapsed_ms").doubleValue();
            double duration = step.get("step_ms").doubleValue();
            assertThat(duration).isPositive().isLessThanOrEqualTo(elapsed - before + 1e-6);
            before = elapsed;
        }
    }

    @Test
    void stepsEqualNextTokenResponses() {
        String fields = "\"temperature\": 0.7, \"top_k\": 5, \"presence_penalty\": 1, \"top\": 3";
        JsonNode trace = trace(fields + ", \"seed\": 3, \"max_tokens\": 3");
        List<Integer> tokens = trace.get("tokens").valueStream().map((token) -> token.get("id").intValue()).toList();
        JsonNode third = trace.get("steps").get(2);
        String text = tokens.toString()
            .replace("]", ", %s, %s]".formatted(trace.at("/steps/0/token/id"), trace.at("/steps/1/token/id")));
        JsonNode next = this.service.ask("/v1/explain/next-token",
                "{\"prompt\": %s, \"num_output_tokens\": 2, %s}".formatted(text, fields));
        assertThat(third.get("entropy").doubleValue()).isCloseTo(next.get("entropy").doubleValue(), CLOSE);
        assertThat(third.get("stages").findValuesAsString("name"))
            .isEqualTo(next.get("stages").findValuesAsString("name"));
        for (int i = 0; i < next.get("candidates").size(); i++) {
            assertThat(third.at("/candidates/" + i + "/id")).isEqualTo(next.at("/candidates/" + i + "/id"));
            assertThat(third.at("/stages/2/candidates/" + i + "/p_after").doubleValue())
                .isCloseTo(next.at("/stages/2/candidates/" + i + "/p_after").doubleValue(), CLOSE);
        }
        assertThat(third.get("candidates").valueStream())
            .anySatisfy((candidate) -> assertThat(candidate.get("id")).isEqualTo(third.at("/token/id")));
    }

    @Test
    void attentionOfStepEqualsLastRowOfAttentionResponse() {
        JsonNode trace = trace("\"temperature\": 0, \"max_tokens\": 4, \"layers\": [1, 3]");
        String text = trace.get("tokens").valueStream().map((token) -> token.get("id").toString()).toList().toString();
        JsonNode last = trace.at("/steps/3/attention");
        String whole = text.replace("]", ", %s, %s, %s]".formatted(trace.at("/steps/0/token/id"),
                trace.at("/steps/1/token/id"), trace.at("/steps/2/token/id")));
        JsonNode attention = this.service
            .ask("/v1/explain/attention",
                    "{\"prompt\": %s, \"layers\": [1, 3], \"combine\": \"mean\"}".formatted(whole))
            .get("attention");
        assertThat(last.get("layers").toString()).isEqualTo("[1,3]");
        for (int layer = 0; layer < 2; layer++) {
            JsonNode row = attention.get(layer).get(0);
            JsonNode expected = row.get(row.size() - 1);
            JsonNode mean = last.get("mean").get(layer);
            assertThat(mean.size()).isEqualTo(expected.size());
            double largest = 0;
            for (int token = 0; token < mean.size(); token++) {
                assertThat(mean.get(token).doubleValue()).isCloseTo(expected.get(token).doubleValue(), CLOSE);
                largest = Math.max(largest, mean.get(token).doubleValue());
            }
            JsonNode top = last.get("top").get(layer).get(0);
            assertThat(top.get("share").doubleValue()).isEqualTo(largest);
            assertThat(mean.get(top.get("token").intValue())).isEqualTo(top.get("share"));
            assertThat(last.get("max").get(layer).get("share").doubleValue()).isBetween(largest, 1.0);
        }
    }

    @Test
    void importanceOfStepEqualsImportanceResponse() {
        JsonNode trace = trace("\"seed\": 5, \"max_tokens\": 2, \"top\": 1, "
                + "\"importance\": {\"method\": \"leave_one_out\", \"measure\": \"logprob\", \"granularity\": \"word\"}");
        JsonNode second = trace.at("/steps/1");
        String text = trace.get("tokens").valueStream().map((token) -> token.get("id").toString()).toList().toString();
        JsonNode importance = this.service.ask("/v1/explain/importance", """
                {"prompt": %s, "target": %s, "method": "leave_one_out", "measure": "logprob", "granularity": "word"}"""
            .formatted(text.replace("]", ", " + trace.at("/steps/0/token/id") + "]"), second.at("/token/id")));
        assertThat(second.at("/importance/parts")).isEqualTo(importance.get("parts"));
        assertThat(second.at("/importance/value").doubleValue()).isCloseTo(second.get("logprob").doubleValue(), CLOSE);
        assertThat(trace("\"max_tokens\": 1").at("/steps/0").has("importance")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "occlusion", "saliency", "grad_x_input", "integrated_gradients", "value_zeroing" })
    void everyMethodReportsAllPartsBeforeEachToken(String method) {
        JsonNode trace = trace(
                "\"max_tokens\": 2, \"attention\": false, \"importance\": {\"method\": \"%s\"}".formatted(method));
        int numTokens = trace.get("tokens").size();
        assertThat(trace.at("/steps/0/importance/parts").size()).isEqualTo(numTokens);
        assertThat(trace.at("/steps/1/importance/parts").size()).isEqualTo(numTokens + 1);
        assertThat(trace.at("/steps/1/importance/parts").findValues("score"))
            .anySatisfy((score) -> assertThat(score.doubleValue()).isNotZero());
    }

    @Test
    void streamsOneEventPerTokenAndTheResponseLast() {
        String fields = "\"prompt\": \"naïve 🙂\", \"seed\": 4, \"max_tokens\": 9, \"top\": 2";
        JsonNode whole = this.service.ask(PATH, "{" + fields + "}");
        List<JsonNode> events = this.service.stream(PATH, "{" + fields + ", \"stream\": true}");
        assertThat(events.subList(0, events.size() - 1).stream().map(TraceIT::withoutTimes))
            .containsExactlyElementsOf(withoutTimes(whole.get("steps")).values());
        JsonNode end = events.get(events.size() - 1);
        assertThat(end.has("steps")).isFalse();
        assertThat(end.propertyStream())
            .allSatisfy((field) -> assertThat(field.getValue()).isEqualTo(whole.get(field.getKey())));
        assertThat(String.join("", whole.get("steps").findValuesAsString("text"))).isNotEmpty();
        StringBuilder pieces = new StringBuilder();
        whole.get("steps").forEach((step) -> pieces.append(step.get("text").stringValue()));
        assertThat(pieces).hasToString(whole.get("text").stringValue());
    }

    @Test
    void rejectsBeforeTheStreamStarts() {
        Answer answer = this.service.post(PATH, "{\"stream\": true, \"max_tokens\": 65}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
            .hasValueSatisfying((type) -> assertThat(type).startsWith("application/json"));
    }

    @Test
    void streamEndsWithErrorWhenNoTokenIsAllowed() {
        List<JsonNode> events = this.service.stream(PATH,
                "{\"allowed_token_ids\": [14], \"no_repeat_ngram_size\": 1, \"max_tokens\": 5, \"stream\": true}");
        assertThat(events).hasSize(2);
        assertThat(events.get(1).at("/error/message").stringValue()).contains("no_repeat_ngram_size");
    }

}

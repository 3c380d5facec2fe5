package io.inkwell.explanation.importance;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Several tokens and methods in one call. */
@InkwellService
class ImportanceBatchIT {

    private static final String PATH = "/v1/explain/importance";

    private static final List<Integer> TOKENS = List.of(35, 348, 400, 759, 72, 1280);

    private static final List<String> METHODS = List.of("occlusion", "leave_one_out", "saliency", "grad_x_input",
            "integrated_gradients", "value_zeroing");

    private final ServiceClient service;

    ImportanceBatchIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void everyOutputTokenByEveryMethodEqualsItsSingleResponse() {
        JsonNode several = this.service.ask(PATH, """
                {"prompt": %s, "num_output_tokens": 3, "granularity": "word", "methods": ["%s"]}""".formatted(TOKENS,
                String.join("\", \"", METHODS)));

        assertThat(several.get("tokens").findValues("id")).extracting(JsonNode::intValue)
            .containsExactlyElementsOf(TOKENS);
        assertThat(several.get("results").size()).isEqualTo(3 * METHODS.size());
        for (int i = 0; i < 3 * METHODS.size(); i++) {
            int end = 3 + i / METHODS.size();
            String method = METHODS.get(i % METHODS.size());
            String target = method.equals("value_zeroing") ? "" : ", \"target\": " + TOKENS.get(end);
            assertEquals(several.get("results").get(i), """
                    {"prompt": %s, "granularity": "word", "method": "%s"%s}""".formatted(TOKENS.subList(0, end), method,
                    target), end);
        }
    }

    @Test
    void severalTargetsEqualTheirSingleResponses() {
        JsonNode results = this.service.ask(PATH, """
                {"prompt": %s, "targets": [14, 308], "measure": "logit", "contrast": 407, "n_steps": 7,
                "methods": ["integrated_gradients", "value_zeroing", "saliency"]}""".formatted(TOKENS)).get("results");

        assertThat(results.findValuesAsString("method")).containsExactly("integrated_gradients", "value_zeroing",
                "saliency", "integrated_gradients", "saliency");
        String single = "{\"prompt\": " + TOKENS + ", \"method\": \"%s\"%s}";
        String fields = ", \"measure\": \"logit\", \"contrast\": 407, \"target\": ";
        assertEquals(results.get(0), single.formatted("integrated_gradients", ", \"n_steps\": 7" + fields + 14), 6);
        assertEquals(results.get(1), single.formatted("value_zeroing", ""), 6);
        assertEquals(results.get(2), single.formatted("saliency", fields + 14), 6);
        assertEquals(results.get(3), single.formatted("integrated_gradients", ", \"n_steps\": 7" + fields + 308), 6);
        assertEquals(results.get(4), single.formatted("saliency", fields + 308), 6);
    }

    private void assertEquals(JsonNode result, String body, int numTokens) {
        ObjectNode alone = (ObjectNode) this.service.ask(PATH, body);
        alone.remove(List.of("model", "tokens"));
        alone.put("num_tokens", numTokens);
        assertThat(result).as(body).isEqualTo(alone);
    }

    @Test
    void oneMethodWithoutTargetExplainsTheLikeliestToken() {
        JsonNode results = this.service.ask(PATH, "{\"prompt\": %s, \"methods\": [\"saliency\"]}".formatted(TOKENS))
            .get("results");

        assertThat(results.size()).isOne();
        assertEquals(results.get(0), "{\"prompt\": %s, \"method\": \"saliency\"}".formatted(TOKENS), 6);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    {"methods": ["saliency", "saliency"]}            | methods           | methods must be one or more distinct names; given: 2 names
                    {"methods": ["noise"]}                           | methods           | methods must be other than noise; given: noise
                    {"method": "saliency", "methods": ["occlusion"]} | method            | method must be null with methods; given: saliency
                    {"methods": ["saliency"], "n_steps": 3}          | n_steps           | n_steps is supported only by method integrated_gradients
                    {"methods": ["value_zeroing"], "targets": [3]}   | target            | target is supported only by method occlusion
                    {"target": 3, "targets": [4]}                    | target            | target must be null with targets; given: 3
                    {"targets": [4, 4]}                              | targets           | targets must be distinct tokens; given: [4, 4]
                    {"targets": [4096]}                              | targets           | token ids in targets must be from 0 to 4095; given: 4096
                    {"method": "noise", "num_output_tokens": 1}      | method            | method must be other than noise
                    {"num_output_tokens": 3}                         | num_output_tokens | num_output_tokens must be less than the number of tokens in prompt (3); given: 3
                    {"num_output_tokens": 1, "target": 4}            | target            | target must be null with num_output_tokens; given: 4
                    {"num_output_tokens": 1, "iterations": 30}       | iterations        | iterations is supported only by method noise
                    """)
    void rejectsInvalidField(String fields, String param, String message) {
        Answer answer = this.service.post(PATH, "{\"prompt\": [7, 8, 9], " + fields.substring(1));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.error().get("param").stringValue()).isEqualTo(param);
        assertThat(answer.error().get("message").stringValue()).contains(message);
    }

    @Test
    void traceExplainsOneTokenByOneMethod() {
        Answer answer = this.service.post("/v1/explain/generate-trace",
                "{\"importance\": {\"methods\": [\"saliency\"]}}");

        assertThat(answer.error().path("message").stringValue()).isEqualTo(
                "importance must be an object without methods, targets and num_output_tokens; given: one of them");
    }

}

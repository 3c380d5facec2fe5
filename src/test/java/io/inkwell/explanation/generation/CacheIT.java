package io.inkwell.explanation.generation;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;

@InkwellService
class CacheIT {

    private static final String PATH = "/v1/explain/kv-cache";

    private final ServiceClient service;

    CacheIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void generatesSameTokensAsCompletion() {
        JsonNode answer = this.service.ask(PATH, "{\"prompt\": \"Call me\", \"max_tokens\": 6}");
        JsonNode completion = this.service.complete(
                """
                        {"prompt": "Call me", "max_tokens": 6, "temperature": 0, "return_token_ids": true, "ignore_eos": true}""");

        assertThat(answer.get("tokens").valueStream().skip(answer.get("num_prompt_tokens").intValue()))
            .extracting((token) -> token.get("id"))
            .containsExactlyElementsOf(completion.at("/choices/0/token_ids").values());
    }

    @Test
    void givenCompletionHasTheStepsOfAGeneratedOne() {
        JsonNode generated = this.service.ask(PATH, "{\"prompt\": [35, 348, 400], \"max_tokens\": 5}");
        String text = generated.get("tokens").findValues("id").toString();

        JsonNode given = this.service.ask(PATH, "{\"prompt\": " + text + ", \"num_output_tokens\": 5}");

        assertThat(given.get("num_prompt_tokens").intValue()).isEqualTo(3);
        for (String field : List.of("tokens", "layout")) {
            assertThat(given.get(field)).isEqualTo(generated.get(field));
        }
        for (String field : List.of("num_cached", "num_computed", "cache_bytes", "flops_with", "flops_without")) {
            assertThat(given.get("steps").findValues(field)).isEqualTo(generated.get("steps").findValues(field));
        }
    }

    @Test
    void givenCompletionNeedNotBeTheLikeliest() {
        JsonNode given = this.service.ask(PATH, "{\"prompt\": [35, 348, 400, 7, 7], \"num_output_tokens\": 2}");

        assertThat(given.get("tokens").findValues("id").toString()).isEqualTo("[35, 348, 400, 7, 7]");
        assertThat(given.get("steps").size()).isEqualTo(2);
    }

    @Test
    void computesOneTokenPerDecodeStep() {
        JsonNode answer = this.service.ask(PATH, "{\"prompt\": [35, 348, 400], \"max_tokens\": 4}");
        JsonNode steps = answer.get("steps");
        long bytesPerToken = 4 * 2 * 192 * 4;

        assertThat(answer.at("/layout/bytes_per_token").longValue()).isEqualTo(bytesPerToken);
        assertThat(answer.at("/layout/shape").toString()).isEqualTo("[4,2,6,512,32]");
        assertThat(steps.size()).isEqualTo(4);
        for (int i = 0; i < 4; i++) {
            assertThat(steps.get(i).get("num_cached").intValue()).isEqualTo((i == 0) ? 0 : 2 + i);
            assertThat(steps.get(i).get("num_computed").intValue()).isEqualTo((i == 0) ? 3 : 1);
            assertThat(steps.get(i).get("cache_bytes").longValue()).isEqualTo((3 + i) * bytesPerToken);
        }
        assertThat(steps.at("/0/work/flops_with")).isEqualTo(steps.at("/0/work/flops_without"));
        assertThat(steps.at("/3/work/flops_with").longValue())
            .isLessThan(steps.at("/3/work/flops_without").longValue());
        assertThat(answer.at("/total/flops_with").longValue())
            .isEqualTo(steps.findValues("flops_with").stream().mapToLong(JsonNode::longValue).sum());
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 65 })
    void rejectsTooManyNewTokens(int maxTokens) {
        assertThat(this.service.post(PATH, "{\"max_tokens\": " + maxTokens + "}").body())
            .contains("max_tokens must be from 1 to 64 (inkwell.explain.max-new-tokens); given: " + maxTokens);
    }

}

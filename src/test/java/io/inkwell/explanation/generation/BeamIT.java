package io.inkwell.explanation.generation;

import java.util.List;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;

@InkwellService
class BeamIT {

    private static final String PATH = "/v1/explain/beam";

    private final ServiceClient service;

    BeamIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    private JsonNode search(String fields) {
        return this.service.ask(PATH, "{\"prompt\": \"And God said,\", " + fields + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"num_beams\": 1, \"max_tokens\": 5", "\"n\": 3, \"max_tokens\": 12",
            "\"num_beams\": 4, \"n\": 2, \"max_tokens\": 9, \"early_stopping\": \"never\", \"length_penalty\": 2",
            "\"num_beams\": 4, \"n\": 4, \"num_beam_groups\": 2, \"diversity_penalty\": 1.5, \"max_tokens\": 6",
            "\"num_beams\": 3, \"n\": 3, \"stop_token_ids\": [12, 14], \"min_tokens\": 2, \"max_tokens\": 20",
            "\"n\": 3, \"stop\": [\"the\", \", \"], \"max_tokens\": 12, \"early_stopping\": true",
            "\"n\": 2, \"stop\": \"the\", \"include_stop_str_in_output\": true, \"max_tokens\": 12",
            "\"n\": 2, \"repetition_penalty\": 1.4, \"presence_penalty\": 1, \"frequency_penalty\": 0.5",
            "\"n\": 2, \"logit_bias\": {\"12\": -100, \"300\": 3}, \"bad_words\": [\"the\"], \"temperature\": 0",
            "\"n\": 2, \"allowed_token_ids\": [12, 14, 300, 301, 302], \"no_repeat_ngram_size\": 2" })
    void findsSameResultsAsCompletion(String fields) {
        JsonNode choices = this.service.complete("""
                {"prompt": "And God said,", "use_beam_search": true, "return_token_ids": true, %s}""".formatted(fields))
            .get("choices");
        JsonNode results = search(fields).get("results");

        assertThat(results.size()).isEqualTo(choices.size());
        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i).get("token_ids")).isEqualTo(choices.get(i).get("token_ids"));
            assertThat(results.get(i).get("text")).isEqualTo(choices.get(i).get("text"));
            assertThat(results.get(i).get("score").doubleValue()).isCloseTo(choices.get(i).get("score").doubleValue(),
                    Offset.offset(1e-4));
        }
    }

    @Test
    void everyParentIsRunning() {
        JsonNode nodes = search("\"num_beams\": 3, \"max_tokens\": 8").get("nodes");

        assertThat(nodes.get(0).get("parent").isNull()).isTrue();
        assertThat(nodes.valueStream().skip(1)).isNotEmpty().allSatisfy((node) -> {
            JsonNode parent = nodes.get(node.get("parent").intValue());
            assertThat(parent.get("status").stringValue()).isEqualTo("running");
            assertThat(node.get("step").intValue()).isEqualTo(parent.get("step").intValue() + 1);
            assertThat(node.get("cumulative_logprob").doubleValue()).isCloseTo(
                    parent.get("cumulative_logprob").doubleValue() + node.get("logprob").doubleValue(),
                    Offset.offset(1e-9));
        });
    }

    @Test
    void eachStepHasTwoCandidatesPerBeam() {
        List<JsonNode> second = search("\"num_beams\": 3, \"max_tokens\": 8").get("nodes")
            .valueStream()
            .filter((node) -> node.get("step").intValue() == 2)
            .toList();

        assertThat(second).hasSize(6);
        assertThat(second).filteredOn((node) -> node.get("status").stringValue().equals("running")).hasSize(3);
        assertThat(second).extracting((node) -> node.get("cumulative_logprob").doubleValue())
            .isSortedAccordingTo((one, other) -> Double.compare(other, one));
    }

    @Test
    void resultIsThePathToItsNode() {
        JsonNode answer = search("\"n\": 2, \"max_tokens\": 5");
        JsonNode result = answer.get("results").get(0);
        JsonNode node = answer.get("nodes").get(result.get("node").intValue());

        assertThat(node.get("status").stringValue()).isEqualTo("finished");
        for (int i = result.get("token_ids").size() - 1; i >= 0; i--) {
            assertThat(node.get("token_id")).isEqualTo(result.get("token_ids").get(i));
            node = answer.get("nodes").get(node.get("parent").intValue());
        }
        assertThat(node.get("id").intValue()).isZero();
    }

}

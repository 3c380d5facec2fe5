package io.inkwell.explanation;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@InkwellService
class ImportanceIT {

    private static final String PATH = "/v1/explain/importance";

    private final ServiceClient service;

    ImportanceIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    /** A score is what the scores of the two texts differ by, read from the start. */
    @ParameterizedTest
    @CsvSource({ "occlusion", "leave_one_out" })
    void scoreIsWhatTheTargetLosesWithoutThePart(String method) {
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
    void replacingATokenByItselfChangesNothing() {
        JsonNode answer = this.service.ask(PATH, """
                {"prompt": [35, 348, 400, 759], "baseline": 348, "measure": "logit"}""");

        assertThat(answer.at("/parts/1/score").doubleValue()).isEqualTo(0, within(1e-4));
        assertThat(answer.at("/parts/3/score").doubleValue()).isNotCloseTo(0, within(1e-3));
    }

    @Test
    void contrastAsksWhyTheOneAndNotTheOther() {
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
    void normalizedScoresAddUpToOneWithoutTheirSigns() {
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
    @CsvSource(delimiter = '|',
            textBlock = """
                    {"prompt": "a", "method": "guess"} | method | method must be one of occlusion, leave_one_out; given: another string
                    {"prompt": "a", "target": 4096}    | target | target must be from 0 to 4095; given: 4096
                    """)
    void refusalNamesTheField(String body, String param, String message) {
        Answer answer = this.service.post(PATH, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().get("param").stringValue()).isEqualTo(param);
        assertThat(answer.error().get("message").stringValue()).isEqualTo(message);
    }

}

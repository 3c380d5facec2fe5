package io.inkwell.openai;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Log-probabilities of listed tokens. */
@InkwellService
class LogprobTokenIdsIT {

    /** The last digits depend on the batch size and on the prefix cache. */
    private static final Offset<Double> CLOSE = within(1e-3);

    private static final int VOCABULARY = 4096;

    private static final String FIELDS = """
            "prompt": "It is a truth", "max_tokens": 4, "seed": 3, "ignore_eos": true, "return_token_ids": true""";

    private final ServiceClient service;

    LogprobTokenIdsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "\"temperature\": 0", "\"temperature\": 1.5, \"top_k\": 9", "\"temperature\": 0, \"n\": 2" })
    void equalThoseOfTheMostLikelyTokens(String fields) {
        JsonNode likely = choice("%s, %s, \"logprobs\": 20".formatted(FIELDS, fields)).get("logprobs");
        List<JsonNode> ids = likely.at("/top_token_ids/0").valueStream().skip(2).limit(6).toList();
        JsonNode listed = choice("%s, %s, \"logprobs\": 1, \"logprob_token_ids\": %s".formatted(FIELDS, fields, ids))
            .get("logprobs");

        assertThat(listed.get("token_ids")).isEqualTo(likely.get("token_ids"));
        for (int i = 0; i < 4; i++) {
            JsonNode names = listed.get("top_token_ids").get(i);
            JsonNode values = listed.get("top_logprobs").get(i);
            assertThat(names.valueStream().distinct()).containsExactlyElementsOf(
                    Stream.concat(ids.stream(), Stream.of(listed.get("token_ids").get(i))).distinct().toList());
            JsonNode expected = likely.get("top_logprobs").get(i);
            names.propertyNames()
                .stream()
                .filter(expected::has)
                .forEach((name) -> assertThat(values.get(name).doubleValue())
                    .isCloseTo(expected.get(name).doubleValue(), CLOSE));
        }
        assertThat(listed.at("/top_logprobs/0").propertyNames())
            .containsAll(likely.at("/top_logprobs/0").propertyNames().stream().skip(2).limit(6).toList());
    }

    @Test
    void areADistributionOverTheVocabulary() {
        double sum = IntStream.range(0, VOCABULARY / 128)
            .mapToObj((block) -> IntStream.range(128 * block, 128 * block + 128)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",", "[", "]")))
            .flatMap((ids) -> chat("\"logprob_token_ids\": " + ids).at("/top_logprobs").valueStream())
            .mapToDouble((token) -> Math.exp(token.get("logprob").doubleValue()))
            .sum();

        assertThat(sum).isCloseTo(1, CLOSE);
    }

    @Test
    void keepTheirOrderInAChat() {
        JsonNode token = chat("\"top_logprobs\": 2, \"logprob_token_ids\": [70, 12, 400, 12]");

        assertThat(token.get("top_logprobs").valueStream().map((each) -> each.get("token_id").intValue()))
            .containsExactly(70, 12, 400);
    }

    private JsonNode chat(String fields) {
        return this.service.ask("/v1/chat/completions", """
                {"messages": [{"role": "user", "content": "Who are you?"}], "max_tokens": 1, "temperature": 0,
                "logprobs": true, "return_token_ids": true, %s}""".formatted(fields))
            .at("/choices/0/logprobs/content/0");
    }

    @Test
    void anEchoedPromptKeepsItsMostLikelyTokens() {
        JsonNode logprobs = choice(FIELDS + ", \"echo\": true, \"logprobs\": 2, \"logprob_token_ids\": [70, 12, 400]")
            .get("logprobs");
        int numPrompt = logprobs.get("tokens").size() - 4;

        for (int i = 1; i < logprobs.get("tokens").size(); i++) {
            int others = (i < numPrompt) ? 2 : 3;
            assertThat(logprobs.get("top_logprobs").get(i).size()).isBetween(others, others + 1);
        }
        assertThat(logprobs.get("top_token_ids").get(numPrompt).valueStream().map(JsonNode::intValue)).contains(70, 12,
                400);
    }

    @Test
    void areInTheEventsOfAStream() {
        String fields = FIELDS + ", \"logprobs\": 0, \"logprob_token_ids\": [70, 12, 400]";
        List<JsonNode> positions = this.service.stream("{" + fields + ", \"stream\": true}")
            .stream()
            .flatMap((event) -> event.at("/choices/0/logprobs/top_token_ids").valueStream())
            .toList();

        assertThat(positions)
            .containsExactlyElementsOf(choice(fields).at("/logprobs/top_token_ids").valueStream().toList());
    }

    private JsonNode choice(String fields) {
        return this.service.complete("{" + fields + "}").at("/choices/0");
    }

}

package io.inkwell.openai;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;
import io.inkwell.model.GoldenScores;

import static org.assertj.core.api.Assertions.assertThat;

/** Log-probabilities of output and prompt tokens, with and without echo. */
@InkwellService
class LogprobsIT {

    private static final Offset<Float> CLOSE = Offset.offset(1e-3f);

    private final ServiceClient service;

    LogprobsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    static List<GoldenScores> prompts() {
        return GoldenScores.cases();
    }

    @ParameterizedTest
    @MethodSource("prompts")
    void echoedPromptScoresMatchTransformers(GoldenScores expected) {
        JsonNode choice = choice("""
                {"prompt": %s, "max_tokens": 0, "echo": true, "logprobs": 5}""".formatted(ids(expected)));
        JsonNode logprobs = choice.get("logprobs");

        assertThat(choice.get("text").stringValue()).isEqualTo(expected.prompt());
        assertThat(choice.get("finish_reason").stringValue()).isEqualTo("length");
        assertThat(logprobs.get("token_logprobs").get(0).isNull()).isTrue();
        assertThat(logprobs.get("top_logprobs").get(0).isNull()).isTrue();
        for (int i = 0; i < expected.logprobs().length; i++) {
            float found = logprobs.get("token_logprobs").get(i + 1).floatValue();
            List<Float> top = values(logprobs.get("top_logprobs").get(i + 1));
            assertThat(found).isCloseTo(expected.logprobs()[i], CLOSE);
            for (int j = 0; j < 5; j++) {
                assertThat(top.get(j)).isCloseTo(expected.top().get(i).logprobs()[j], CLOSE);
            }
            // The token is the most likely one if its log-probability is that of the
            // first.
            assertThat(top.get(0) == found).isEqualTo(expected.ranks()[i] == 1);
            assertThat(top).hasSize((expected.ranks()[i] <= 5) ? 5 : 6).contains(found);
        }
    }

    @ParameterizedTest
    @MethodSource("prompts")
    void promptLogprobsContainRanksAndTokenIds(GoldenScores expected) {
        JsonNode prompt = choice("""
                {"prompt": %s, "max_tokens": 1, "prompt_logprobs": 5}""".formatted(ids(expected)))
            .get("prompt_logprobs");

        assertThat(prompt.get(0).isNull()).isTrue();
        assertThat(prompt.size()).isEqualTo(expected.tokenIds().length);
        for (int i = 0; i < expected.logprobs().length; i++) {
            JsonNode entry = prompt.get(i + 1).get(Integer.toString(expected.tokenIds()[i + 1]));
            assertThat(entry.get("logprob").floatValue()).isCloseTo(expected.logprobs()[i], CLOSE);
            assertThat(entry.get("rank").intValue()).isEqualTo(expected.ranks()[i]);
            for (int j = 0; j < 5; j++) {
                JsonNode top = prompt.get(i + 1).get(Integer.toString(expected.top().get(i).ids()[j]));
                assertThat(top.get("logprob").floatValue()).isCloseTo(expected.top().get(i).logprobs()[j], CLOSE);
            }
        }
    }

    @Test
    void chunkedPrefillInABatchGivesTheSameScores() {
        String prompt = IntStream.range(0, 400)
            .mapToObj((i) -> Integer.toString(i * 31 % 4000))
            .collect(Collectors.joining(", "));
        String body = """
                {"prompt": [%s], "max_tokens": 1, "echo": true, "logprobs": 2, "n": 2, "temperature": 0}"""
            .formatted(prompt);
        List<Float> alone = values(choice(body).get("logprobs").get("token_logprobs"));
        CompletableFuture<Answer> beside = this.service.postAsync("""
                {"prompt": "Call me", "max_tokens": 300, "ignore_eos": true}""");
        List<JsonNode> choices = this.service.complete(body).get("choices").valueStream().toList();

        assertThat(beside.join().status()).isEqualTo(200);
        assertThat(alone).hasSize(401);
        assertThat(choices).hasSize(2).allSatisfy((choice) -> {
            List<Float> found = values(choice.get("logprobs").get("token_logprobs"));
            for (int i = 1; i < alone.size(); i++) {
                assertThat(found.get(i)).isCloseTo(alone.get(i), CLOSE);
            }
        });
    }

    @Test
    void tokensJoinToTheText() {
        JsonNode choice = choice("""
                {"prompt": "naïve “Größe” — 🙂", "seed": 3, "max_tokens": 60, "temperature": 2, "echo": true,
                "logprobs": 0, "return_token_ids": true}""");
        JsonNode logprobs = choice.get("logprobs");
        String text = choice.get("text").stringValue();
        List<Integer> offsets = logprobs.get("text_offset").valueStream().map(JsonNode::intValue).toList();

        assertThat(logprobs.get("top_logprobs").isNull()).isTrue();
        assertThat(offsets).isSorted().hasSize(choice.get("prompt_token_ids").size() + choice.get("token_ids").size());
        for (int i = 0; i < offsets.size(); i++) {
            String label = logprobs.get("tokens").get(i).stringValue();
            if (!label.startsWith("bytes:")) {
                assertThat(text.substring(text.offsetByCodePoints(0, offsets.get(i)))).startsWith(label);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"max_tokens\": 40, \"stop\": \" the\"", "\"max_tokens\": 40, \"echo\": true",
            "\"max_tokens\": 40, \"n\": 2, \"echo\": true",
            "\"max_tokens\": 40, \"temperature\": 0, \"skip_special_tokens\": false", "\"max_tokens\": 1" })
    void streamContainsTheSameTokens(String fields) {
        String body = "{\"prompt\": \"“It is a truth\", \"seed\": 4, \"logprobs\": 3, "
                + "\"return_token_ids\": true, \"return_entropy\": true, %s, \"stream\": %s}";
        JsonNode whole = this.service.complete(body.formatted(fields, false));
        List<JsonNode> pieces = this.service.stream(body.formatted(fields, true))
            .stream()
            .map((event) -> event.get("choices").get(0))
            .toList();

        for (JsonNode choice : whole.get("choices")) {
            List<JsonNode> own = pieces.stream()
                .filter((piece) -> piece.get("index").equals(choice.get("index")))
                .toList();
            assertThat(own.stream().map((piece) -> piece.get("text").stringValue()).collect(Collectors.joining()))
                .isEqualTo(choice.get("text").stringValue());
            for (String list : List.of("tokens", "token_logprobs", "text_offset", "top_logprobs", "token_ids",
                    "top_token_ids", "entropy")) {
                assertThat(own.stream().flatMap((piece) -> piece.get("logprobs").get(list).valueStream())).as(list)
                    .usingElementComparator(
                            (told, expected) -> told.equals(LogprobsIT::compareNumbers, expected) ? 0 : 1)
                    .containsExactlyElementsOf(choice.get("logprobs").get(list).valueStream().toList());
            }
            assertThat(own.stream().flatMap((piece) -> piece.get("token_ids").valueStream()))
                .containsExactlyElementsOf(choice.get("token_ids").valueStream().toList());
            assertThat(own.get(0).get("prompt_token_ids")).isEqualTo(choice.get("prompt_token_ids"));
        }
    }

    /**
     * The last digits of a log-probability depend on the batch size and on the prefix
     * cache.
     */
    private static int compareNumbers(JsonNode one, JsonNode other) {
        boolean close = one.isNumber() && other.isNumber()
                && Math.abs(one.doubleValue() - other.doubleValue()) < CLOSE.value;
        return (close || one.equals(other)) ? 0 : 1;
    }

    @Test
    void logprobsIgnoreLogitsProcessors() {
        String body = "{\"prompt\": \"It is a truth\", \"max_tokens\": 1, \"logprobs\": 2, \"temperature\": 0, %s}";
        JsonNode plain = choice(body.formatted("\"n\": 1")).get("logprobs");
        JsonNode banned = choice(body.formatted("\"logit_bias\": {\"276\": -100, \"308\": 2}")).get("logprobs");

        assertThat(banned.get("top_logprobs").get(0)).containsAll(plain.get("top_logprobs").get(0));
    }

    @Test
    void emptyPromptBecomesTheStartTokenWithoutEcho() {
        JsonNode choice = choice("""
                {"prompt": "", "max_tokens": 3, "temperature": 0, "echo": true, "logprobs": 1}""");

        assertThat(choice.get("logprobs").get("tokens").size()).isEqualTo(3);
        assertThat(choice.get("logprobs").get("text_offset").get(0).intValue()).isZero();
        assertThat(choice.get("logprobs").get("token_logprobs").get(0).isNull()).isFalse();
    }

    @Test
    void bestOfReturnsTheChoicesWithTheGreatestMeanLogprob() {
        String body = """
                {"prompt": ["Call me", "It is"], "seed": 5, "max_tokens": 12, "logprobs": 0, "n": %d, "best_of": %d}""";
        JsonNode all = this.service.complete(body.formatted(6, 6));
        JsonNode best = this.service.complete(body.formatted(2, 6));

        List<JsonNode> expected = new ArrayList<>();
        for (int prompt = 0; prompt < 2; prompt++) {
            all.get("choices")
                .valueStream()
                .skip(6L * prompt)
                .limit(6)
                .sorted((a, b) -> Double.compare(mean(b), mean(a)))
                .limit(2)
                .forEach(expected::add);
        }
        assertThat(best.get("choices").valueStream().map((choice) -> choice.get("text")))
            .containsExactlyElementsOf(expected.stream().map((choice) -> choice.get("text")).toList());
        assertThat(best.get("choices").valueStream().map((choice) -> choice.get("index").intValue())).containsExactly(0,
                1, 2, 3);
        assertThat(best.get("usage")).isEqualTo(all.get("usage"));
    }

    private static double mean(JsonNode choice) {
        return values(choice.get("logprobs").get("token_logprobs")).stream()
            .mapToDouble(Float::doubleValue)
            .average()
            .orElseThrow();
    }

    private JsonNode choice(String body) {
        return this.service.complete(body).get("choices").get(0);
    }

    private static List<Float> values(JsonNode node) {
        return node.valueStream().map((each) -> each.floatValue(Float.NaN)).toList();
    }

    private static String ids(GoldenScores golden) {
        return Arrays.toString(golden.tokenIds());
    }

}

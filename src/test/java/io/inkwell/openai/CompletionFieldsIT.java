package io.inkwell.openai;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The effect of single request fields on the response. */
@InkwellService
class CompletionFieldsIT {

    private static final int CONTEXT = 512;

    private static final int EOS = 0;

    private static final String PROMPT = "It is a truth";

    /** The default fields of a request in these tests. */
    private static final Map<String, Object> GREEDY = Map.of("prompt", PROMPT, "temperature", 0, "max_tokens", 40,
            "return_token_ids", true);

    private final ServiceClient service;

    CompletionFieldsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @ParameterizedTest
    @CsvSource({ "3, left, 597, 600", "3, right, 0, 3", "-1, left, 96, 600", "-1, right, 0, 504" })
    void truncatedPromptGivesTheSameCompletionAsTheShorterPrompt(int maxTokens, String side, int from, int to) {
        List<Integer> prompt = IntStream.range(0, CONTEXT + 88).map((i) -> 1 + i * 31 % 4000).boxed().toList();
        List<Integer> kept = prompt.subList(from, to);
        JsonNode cut = whole(Map.of("prompt", prompt, "max_tokens", 8, "truncate_prompt_tokens", maxTokens,
                "truncation_side", side));
        JsonNode shorter = whole(Map.of("prompt", kept, "max_tokens", 8));

        assertThat(only(cut).promptTokenIds()).isEqualTo(kept);
        assertThat(only(cut)).isEqualTo(only(shorter));
        assertThat(cut.get("usage").get("prompt_tokens").intValue()).isEqualTo(kept.size());
        assertThat(cut.at("/usage/total_tokens")).isEqualTo(shorter.at("/usage/total_tokens"));
        assertThat(shorter.at("/usage/prompt_tokens_details/cached_tokens").intValue())
            .isEqualTo((kept.size() > 16) ? kept.size() - 1 : 0);
    }

    @Test
    void truncatesLongPromptsOnTheLeftByDefault() {
        List<Integer> prompt = List.of(5, 6, 7, 8);

        assertThat(greedy(Map.of("prompt", prompt, "truncate_prompt_tokens", 2)).promptTokenIds()).containsExactly(7,
                8);
        assertThat(greedy(Map.of("prompt", prompt, "truncate_prompt_tokens", 4)).promptTokenIds()).isEqualTo(prompt);
        assertThat(greedy(Map.of("prompt", prompt, "truncate_prompt_tokens", -1)).promptTokenIds()).isEqualTo(prompt);
    }

    @Test
    void includeUsageSetsNullUsageInEarlierEvents() {
        Map<String, Object> fields = Map.of("n", 2);
        List<JsonNode> events = stream(with(fields, "stream_options", Map.of("include_usage", true)));
        JsonNode last = events.get(events.size() - 1);

        assertThat(events.subList(0, events.size() - 1)).isNotEmpty().allSatisfy((event) -> {
            assertThat(event.get("choices").size()).isOne();
            assertThat(event.has("usage")).isTrue();
            assertThat(event.get("usage").isNull()).isTrue();
        });
        assertThat(last.get("choices").isArray()).isTrue();
        assertThat(last.get("choices").size()).isZero();
        assertThat(last.get("usage")).isEqualTo(whole(fields).get("usage"));
    }

    @Test
    void continuousUsageGrowsToTheFinalUsage() {
        List<JsonNode> usages = stream(Map.of("prompt", List.of("It is", "Call me"), "n", 2, "stream_options",
                Map.of("include_usage", true, "continuous_usage_stats", true)))
            .stream()
            .map((event) -> event.get("usage"))
            .toList();
        List<Integer> generated = usages.stream().map((usage) -> usage.get("completion_tokens").intValue()).toList();
        JsonNode last = usages.get(usages.size() - 1);

        assertThat(generated).isSorted().first().isEqualTo(1);
        assertThat(generated).last().isEqualTo(160);
        assertThat(usages.get(usages.size() - 2)).isEqualTo(last);
        assertThat(usages).allSatisfy((usage) -> {
            assertThat(usage.get("prompt_tokens")).isEqualTo(last.get("prompt_tokens"));
            assertThat(usage.get("total_tokens").intValue())
                .isEqualTo(usage.get("prompt_tokens").intValue() + usage.get("completion_tokens").intValue());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "null", "{}", "{\"include_usage\": false}", "{\"continuous_usage_stats\": true}",
            "{\"include_usage\": false, \"continuous_usage_stats\": true}" })
    void streamOmitsUsageByDefault(String options) {
        List<JsonNode> events = this.service
            .stream("{\"prompt\": \"It is\", \"stream\": true, \"stream_options\": %s}".formatted(options));

        assertThat(events).isNotEmpty().noneMatch((event) -> event.has("usage"));
        assertThat(events).allMatch((event) -> event.get("choices").size() == 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void includesTheStopStringOnRequest(boolean stream) {
        String plain = greedy(Map.of()).text();
        for (int start = 5; start < 20; start++) {
            String stop = plain.substring(start, start + 5);
            FinishedChoice text = only(Map.of("stop", stop, "include_stop_str_in_output", true), stream);

            assertThat(text.text()).isEqualTo(plain.substring(0, plain.indexOf(stop) + stop.length()));
            assertThat(text.finishReason()).isEqualTo("stop");
            assertThat(text.stopReason().stringValue()).isEqualTo(stop);
        }
    }

    @ParameterizedTest
    @CsvSource({ "false, false", "false, true", "true, false", "true, true" })
    void includesTheStopTokenOnlyOnRequest(boolean include, boolean stream) {
        List<Integer> plain = greedy(Map.of()).tokenIds();
        int stop = plain.get(6);
        int length = plain.indexOf(stop);

        FinishedChoice text = only(Map.of("stop_token_ids", List.of(stop), "include_stop_str_in_output", include),
                stream);

        assertThat(text.tokenIds()).isEqualTo(plain.subList(0, length + 1));
        assertThat(text.text()).isEqualTo(greedy(Map.of("max_tokens", include ? length + 1 : length)).text());
        assertThat(text.finishReason()).isEqualTo("stop");
        assertThat(text.stopReason().isInt()).isTrue();
        assertThat(text.stopReason().intValue()).isEqualTo(stop);
    }

    @ParameterizedTest
    @CsvSource({ "false, true, <|endoftext|>", "true, true, ''", "false, false, ''" })
    void showsTheEosTokenOnlyIfIncludedAndNotSkipped(boolean skip, boolean include, String end) {
        Map<String, Object> fields = Map.of("logit_bias", Map.of(EOS, 100), "min_tokens", 3, "stop_token_ids",
                List.of(EOS), "skip_special_tokens", skip, "include_stop_str_in_output", include);
        String expected = greedy(Map.of("max_tokens", 3)).text() + end;

        assertThat(List.of(only(fields, false), only(fields, true))).allSatisfy((text) -> {
            assertThat(text.text()).isEqualTo(expected);
            assertThat(text.tokenIds()).hasSize(4).endsWith(EOS);
            assertThat(text.finishReason()).isEqualTo("stop");
            assertThat(text.stopReason().intValue(-1)).isEqualTo(EOS);
        });
    }

    @Test
    void eosTokenIsNoStopReasonUnlessRequested() {
        FinishedChoice text = greedy(Map.of("logit_bias", Map.of(EOS, 100)));

        assertThat(text.tokenIds()).containsExactly(EOS);
        assertThat(text.finishReason()).isEqualTo("stop");
        assertThat(text.stopReason().isMissingNode()).isTrue();
    }

    @Test
    void minTokensDelaysEveryStop() {
        FinishedChoice plain = greedy(Map.of());
        String stop = plain.text().substring(1, 3);

        FinishedChoice biased = greedy(Map.of("logit_bias", Map.of(EOS, 100), "min_tokens", 7));
        FinishedChoice stopped = greedy(Map.of("stop", stop, "min_tokens", 7));

        assertThat(biased.tokenIds()).hasSize(8).startsWith(plain.tokenIds().subList(0, 7).toArray(Integer[]::new));
        assertThat(biased.tokenIds()).endsWith(EOS);
        assertThat(biased.finishReason()).isEqualTo("stop");
        assertThat(stopped.tokenIds()).hasSizeGreaterThanOrEqualTo(7);
        assertThat(stopped.text()).contains(stop);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " " })
    void bansTheMostLikelyWord(String space) {
        FinishedChoice plain = greedy(Map.of());
        String word = plain.text().strip().split("\\W")[0];
        FinishedChoice text = greedy(Map.of("bad_words", List.of(space + word)));

        assertThat(plain.text()).startsWith(" " + word);
        assertThat(text.text()).doesNotStartWith(" " + word);
        assertThat(text.tokenIds()).isNotEmpty().doesNotContain(plain.tokenIds().get(0));
    }

    @Test
    void bansAWordAlsoAfterASpace() {
        int bare = tokenId("the");
        int spaced = tokenId(" the");
        int other = tokenId(" a");
        Map<String, Object> fields = Map.of("allowed_token_ids", List.of(bare, spaced, other), "logit_bias",
                Map.of(bare, 50, spaced, 100), "max_tokens", 5);

        assertThat(greedy(fields).tokenIds()).containsOnly(spaced);
        assertThat(greedy(with(fields, "bad_words", List.of(" the"))).tokenIds()).containsOnly(bare);
        assertThat(greedy(with(fields, "bad_words", List.of("the"))).tokenIds()).containsOnly(other);
    }

    @Test
    void generatesOnlyAllowedTokens() {
        List<FinishedChoice> texts = FinishedChoice.of(List
            .of(whole(Map.of("temperature", 2, "seed", 3, "n", 3, "allowed_token_ids", List.of(5, 300, 301, 4095)))));

        assertThat(texts).hasSize(3).allSatisfy((text) -> {
            assertThat(text.tokenIds()).hasSize(40).isSubsetOf(5, 300, 301, 4095);
            assertThat(new HashSet<>(text.tokenIds())).hasSizeGreaterThan(1);
        });
    }

    @Test
    void choicesAreEqualAtTemperatureZero() {
        List<FinishedChoice> texts = FinishedChoice.of(List.of(whole(Map.of("n", 4))));

        assertThat(texts).hasSize(4).containsOnly(greedy(Map.of()));
    }

    @Test
    void seedDeterminesEachChoice() {
        Map<String, Object> fields = Map.of("temperature", 1, "seed", 17, "n", 3);
        List<FinishedChoice> texts = FinishedChoice.of(List.of(whole(fields)));

        assertThat(texts).hasSize(3).doesNotHaveDuplicates();
        assertThat(FinishedChoice.of(List.of(whole(fields)))).isEqualTo(texts);
        assertThat(greedy(with(fields, "n", 1))).isEqualTo(texts.get(0));
        assertThat(FinishedChoice.of(List.of(whole(with(fields, "seed", 18))))).doesNotContainAnyElementsOf(texts);
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1 })
    void biasOf100ForcesAToken(int temperature) {
        FinishedChoice text = greedy(
                Map.of("temperature", temperature, "logit_bias", Map.of(300, 100), "max_tokens", 6));

        assertThat(text.tokenIds()).hasSize(6).containsOnly(300);
    }

    @Test
    void noRepeatNgramSizePreventsRepeatedPairs() {
        FinishedChoice plain = greedy(Map.of("max_tokens", 200));
        FinishedChoice text = greedy(Map.of("max_tokens", 200, "no_repeat_ngram_size", 2));

        assertThat(pairs(plain).size()).isLessThan(numPairs(plain));
        assertThat(pairs(text).size()).isEqualTo(numPairs(text));
    }

    @ParameterizedTest
    @ValueSource(strings = { "repetition_penalty", "presence_penalty", "frequency_penalty" })
    void repetitionPenaltyIncreasesDistinctTokens(String field) {
        FinishedChoice plain = greedy(Map.of("max_tokens", 100));
        FinishedChoice penalized = greedy(Map.of("max_tokens", 100, field, 2));

        assertThat(penalized.text()).isNotEqualTo(plain.text());
        assertThat(new HashSet<>(penalized.tokenIds())).hasSizeGreaterThan(new HashSet<>(plain.tokenIds()).size());
    }

    @ParameterizedTest
    @CsvSource({ "false, false, ''", "false, true, ''", "true, false, It is a truth", "true, true, It is a truth" })
    void zeroMaxTokensReturnsOnlyTheEcho(boolean echo, boolean stream, String expected) {
        List<FinishedChoice> texts = FinishedChoice.of(answers(Map.of("max_tokens", 0, "n", 3, "echo", echo), stream));

        assertThat(texts).hasSize(3).allSatisfy((text) -> {
            assertThat(text.text()).isEqualTo(expected);
            assertThat(text.tokenIds()).isEmpty();
            assertThat(text.finishReason()).isEqualTo("length");
        });
    }

    private FinishedChoice greedy(Map<String, Object> fields) {
        return only(fields, false);
    }

    private FinishedChoice only(Map<String, Object> fields, boolean stream) {
        List<FinishedChoice> texts = FinishedChoice.of(answers(fields, stream));
        assertThat(texts).hasSize(1);
        return texts.get(0);
    }

    private static FinishedChoice only(JsonNode answer) {
        return FinishedChoice.of(List.of(answer)).get(0);
    }

    private List<JsonNode> answers(Map<String, Object> fields, boolean stream) {
        return stream ? stream(fields) : List.of(whole(fields));
    }

    private JsonNode whole(Map<String, Object> fields) {
        return this.service.complete(body(fields, false));
    }

    private List<JsonNode> stream(Map<String, Object> fields) {
        return this.service.stream(body(fields, true));
    }

    private static String body(Map<String, Object> fields, boolean stream) {
        Map<String, Object> body = new LinkedHashMap<>(GREEDY);
        body.putAll(fields);
        body.put("stream", stream);
        return JsonMapper.shared().writeValueAsString(body);
    }

    private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return more;
    }

    /** The single token of a prompt. */
    private int tokenId(String text) {
        List<Integer> ids = greedy(Map.of("prompt", text, "max_tokens", 0)).promptTokenIds();
        assertThat(ids).as(text).hasSize(1);
        return ids.get(0);
    }

    private static int numPairs(FinishedChoice text) {
        return text.promptTokenIds().size() + text.tokenIds().size() - 1;
    }

    private static Set<List<Integer>> pairs(FinishedChoice text) {
        List<Integer> all = new ArrayList<>(text.promptTokenIds());
        all.addAll(text.tokenIds());
        Set<List<Integer>> pairs = new HashSet<>();
        for (int i = 1; i < all.size(); i++) {
            pairs.add(List.of(all.get(i - 1), all.get(i)));
        }
        return pairs;
    }

}

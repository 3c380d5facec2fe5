package io.inkwell.explanation.attention;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@InkwellService
class AttentionPatternsIT {

    private final ServiceClient service;

    AttentionPatternsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void statisticsMatchTheAttention() {
        String prompt = "\"Call me Ishmael. Call me.\"";
        JsonNode answer = this.service.ask("/v1/explain/attention/patterns", "{\"prompt\": %s}".formatted(prompt));
        JsonNode attention = this.service
            .ask("/v1/explain/attention", "{\"prompt\": %s, \"view\": \"model\"}".formatted(prompt))
            .get("attention");

        int[] tokens = answer.get("tokens").valueStream().mapToInt((token) -> token.get("id").intValue()).toArray();
        assertThat(answer.get("patterns").size()).isEqualTo(4);
        for (JsonNode heads : answer.get("patterns")) {
            assertThat(heads.size()).isEqualTo(6);
            for (JsonNode head : heads) {
                HeadRows rows = new HeadRows(
                        attention.get(head.get("layer").intValue()).get(head.get("head").intValue()), tokens);
                assertMean(head, "first", rows.mean((query) -> rows.weight(query, 0)));
                assertMean(head, "previous", rows.mean((query) -> rows.weight(query, query - 1)));
                assertMean(head, "self", rows.mean((query) -> rows.weight(query, query)));
                assertMean(head, "repeated", rows.meanOverRepeats((query, key) -> rows.weight(query, key)));
                assertMean(head, "induction", rows.meanOverRepeats((query, key) -> rows.weight(query, key + 1)));
                assertMean(head, "entropy", rows.mean(rows::entropy));
                assertMean(head, "distance", rows.mean(rows::distance));
            }
        }
    }

    private static void assertMean(JsonNode head, String name, double expected) {
        assertThat(head.get(name).doubleValue()).as(name).isEqualTo(expected, within(1e-3));
    }

    /** The attention weights of a head, {@code [query][key]}. */
    private record HeadRows(JsonNode weights, int[] tokens) {

        double weight(int query, int key) {
            return this.weights.get(query).get(key).doubleValue();
        }

        /** The mean over all tokens but the first, which attends only to itself. */
        double mean(IntToDoubleFunction value) {
            return queries().mapToDouble(value).average().orElseThrow();
        }

        /**
         * The mean over the tokens that occur earlier, of the sum over these occurrences.
         */
        double meanOverRepeats(PairValue value) {
            return queries().filter((query) -> repeats(query).findAny().isPresent())
                .mapToDouble((query) -> repeats(query).mapToDouble((key) -> value.of(query, key)).sum())
                .average()
                .orElseThrow();
        }

        double entropy(int query) {
            return IntStream.rangeClosed(0, query)
                .mapToDouble((key) -> weight(query, key))
                .filter((weight) -> weight > 0)
                .map((weight) -> -weight * Math.log(weight))
                .sum();
        }

        double distance(int query) {
            return IntStream.rangeClosed(0, query).mapToDouble((key) -> weight(query, key) * (query - key)).sum();
        }

        private IntStream queries() {
            return IntStream.range(1, this.tokens.length);
        }

        private IntStream repeats(int query) {
            return IntStream.range(0, query).filter((key) -> this.tokens[key] == this.tokens[query]);
        }

    }

    /** A value for a token and an earlier one. */
    @FunctionalInterface
    private interface PairValue {

        double of(int query, int key);

    }

}

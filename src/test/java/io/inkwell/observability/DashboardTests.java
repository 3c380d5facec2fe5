package io.inkwell.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The variables and panels of the Grafana dashboard fit together. */
class DashboardTests {

    private static final Pattern SELECTOR = Pattern.compile("(\\w+)(\\{[^}]*\\})");

    private static final String OF_MODEL = "gen_ai_request_model=~\"$model\"";

    private static final String OF_INSTANCE = "instance=~\"$instance\"";

    private static JsonNode board = JsonMapper.shared().nullNode();

    @BeforeAll
    static void read() throws IOException {
        board = JsonMapper.shared().readTree(Files.readString(Path.of("config/grafana/dashboards/inkwell.json")));
    }

    private static Stream<JsonNode> panels() {
        return board.path("panels").values().stream();
    }

    private static Stream<JsonNode> targets() {
        return panels().flatMap((panel) -> panel.path("targets").values().stream());
    }

    /** Metrics of the process, limits and rejections have no label for the model. */
    @Test
    void variablesSelectEverySeries() {
        List<String> withoutModel = List.of("inkwell_models", "inkwell_requests_rejected_total",
                "inkwell_requests_rate_limited_total", "inkwell_limits_redis_unavailable",
                "process_resident_memory_bytes", "jvm_memory_used_bytes");

        assertThat(targets()).isNotEmpty().allSatisfy((target) -> {
            Map<String, String> selectors = SELECTOR.matcher(target.path("expr").asString())
                .results()
                .collect(Collectors.toMap((match) -> match.group(1), (match) -> match.group(2), (one, other) -> one));
            assertThat(selectors).isNotEmpty().allSatisfy((metric, selector) -> {
                assertThat(selector).contains(OF_INSTANCE);
                assertThat(selector.contains(OF_MODEL)).as(metric).isNotEqualTo(withoutModel.contains(metric));
            });
        });
        assertThat(board.at("/templating/list").values()).extracting((variable) -> variable.path("name").asString())
            .contains("model", "instance");
    }

    @Test
    void comparesModels() {
        List<JsonNode> byModel = panels().filter((panel) -> panel.path("title").asString().endsWith(" by model"))
            .toList();

        assertThat(byModel).extracting((panel) -> panel.path("title").asString())
            .containsExactly("Generated tokens per second by model", "Requests by model", "KV cache by model");
        assertThat(byModel).extracting((panel) -> panel.at("/targets/0/expr").asString())
            .allMatch((expression) -> expression.matches("(sum|avg) by \\(gen_ai_request_model\\) .*"));
        assertThat(byModel).extracting((panel) -> panel.at("/targets/0/legendFormat").asString())
            .containsOnly("{{gen_ai_request_model}}");
        assertThat(panels().filter((panel) -> panel.path("title").asString().equals("Models by state"))).singleElement()
            .extracting((panel) -> panel.at("/targets/0/expr").asString())
            .isEqualTo("sum by (state) (inkwell_models{instance=~\"$instance\"})");
    }

    @Test
    void legendsUseLabelsThatTheExpressionKeeps() {
        assertThat(targets()).allSatisfy((target) -> {
            String expression = target.path("expr").asString();
            Pattern.compile("\\{\\{(\\w+)}}")
                .matcher(target.path("legendFormat").asString())
                .results()
                .map((label) -> label.group(1))
                .forEach((label) -> assertThat(
                        expression.matches(".*\\bby \\([^)]*\\b" + label + "\\b.*") || !expression.contains("("))
                    .as(expression)
                    .isTrue());
        });
    }

    @Test
    void panelsHaveTheirOwnIdsAndPlaces() {
        List<JsonNode> all = panels().toList();

        assertThat(all).extracting((panel) -> panel.path("id").asInt()).doesNotHaveDuplicates();
        for (JsonNode one : all) {
            assertThat(all.stream().filter((other) -> other != one && overlap(one, other)))
                .as(one.path("title").asString())
                .isEmpty();
        }
    }

    private static boolean overlap(JsonNode one, JsonNode other) {
        return overlap(one, other, "x", "w") && overlap(one, other, "y", "h");
    }

    private static boolean overlap(JsonNode one, JsonNode other, String start, String size) {
        JsonNode a = one.path("gridPos");
        JsonNode b = other.path("gridPos");
        return a.path(start).asInt() < b.path(start).asInt() + b.path(size).asInt()
                && b.path(start).asInt() < a.path(start).asInt() + a.path(size).asInt();
    }

}

package io.inkwell.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.micrometer.metrics.test.autoconfigure.AutoConfigureMetrics;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The first look at a service that nobody has asked anything shows every metric that a
 * board, a rule or a page of the documentation names, at zero if need be: what is missing
 * at first makes no panel and no alert.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = { "inkwell.precision=float32", "inkwell.kv-cache.size=64MB" })
@AutoConfigureMetrics
class FreshScrapeIT {

    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(\\w+)` \\| (counter|gauge|histogram) \\|");

    private static final Pattern TYPED = Pattern.compile("(?m)^# TYPE (\\w+) (counter|gauge|histogram)$");

    private static String text = "";

    @BeforeAll
    static void look(@LocalServerPort int port) {
        text = new ServiceClient(port).get("/actuator/prometheus").body();
    }

    @ParameterizedTest
    @ValueSource(strings = { "alerts.rules.yaml", "vllm-names.rules.yaml" })
    void holdsWhatTheRulesName(String file) throws IOException {
        Set<String> named = MetricNames.inRules(Path.of("config/prometheus", file));
        // Made by Prometheus itself.
        named.remove("up");

        assertThat(named).hasSizeGreaterThan(5);
        assertThat(Scrape.parse(text).names()).containsAll(named);
    }

    @Test
    void holdsWhatTheBoardNames() throws IOException {
        Set<String> named = MetricNames.onBoard(Path.of("config/grafana/dashboards/inkwell.json"));

        assertThat(named).hasSizeGreaterThan(20);
        assertThat(Scrape.parse(text).names()).containsAll(named);
    }

    @Test
    void isWhatTheDocumentationLists() throws IOException {
        Set<String> documented = all(DOCUMENTED, Files.readString(Path.of("docs/observability.md")));
        Set<String> ours = all(TYPED, text);
        ours.removeIf(
                (metric) -> !metric.matches("(inkwell|gen_ai|process_resident)_.*") || metric.matches(".*_max .*"));

        assertThat(documented).containsExactlyElementsOf(ours);
    }

    @Test
    void noTraceAndNoMetricIsSentAnywhereUnlessToldWhere(@Autowired ApplicationContext context) {
        assertThat(context.getBeansOfType(SpanExporter.class)).isEmpty();
        assertThat(context.getBeansOfType(MeterRegistry.class).values()).singleElement()
            .isInstanceOf(PrometheusMeterRegistry.class);
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
            .results()
            .map((match) -> match.group(1) + " " + match.group(2))
            .collect(Collectors.toCollection(TreeSet::new));
    }

}

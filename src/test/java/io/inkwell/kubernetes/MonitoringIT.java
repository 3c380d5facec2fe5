package io.inkwell.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A cluster has the alert rules and dashboards of {@code config}. */
@RequiresKubectl
class MonitoringIT {

    private static final Path BOARDS = Path.of("config/grafana/dashboards");

    private final Manifests monitoring = Manifests.overlay("monitoring");

    @Test
    void containsEveryRule() {
        ObjectMapper mapper = new ObjectMapper();
        TypeReference<List<Map<String, Object>>> groups = new TypeReference<>() {
        };

        assertThat(mapper.convertValue(this.monitoring.one(PrometheusRule.class).getSpec().getGroups(), groups))
            .as("the copy that k8s/components/monitoring/update-rules.sh makes")
            .isNotEmpty()
            .isEqualTo(mapper.convertValue(AlertRules.groups("inkwell"), groups));
    }

    /** Otherwise an installation would raise alerts for another one. */
    @Test
    void selectsOneNamespace() {
        assertThat(rules()).isNotEmpty().allSatisfy((rule) -> {
            String expression = rule.getExpr().getStrVal();
            int numMetrics = new PromQl(expression).count();
            assertThat(expression.split(Pattern.quote("{job=\"inkwell\",namespace=\"inkwell\""), -1)).as(expression)
                .hasSize(numMetrics + 1);
            assertThat(expression).doesNotContain("by (job", "by (instance");
        });
    }

    @Test
    void linksTheRunbook() {
        assertThat(rules()).filteredOn((rule) -> rule.getAlert() != null)
            .isNotEmpty()
            .allSatisfy((rule) -> assertThat(rule.getAnnotations().get("runbook_url")).isEqualTo(
                    "https://docs.example.com/inkwell/operations.md#" + rule.getAlert().toLowerCase(Locale.ROOT)));
    }

    private List<Rule> rules() {
        return this.monitoring.one(PrometheusRule.class)
            .getSpec()
            .getGroups()
            .stream()
            .flatMap((group) -> group.getRules().stream())
            .toList();
    }

    @Test
    void containsEveryDashboard() throws IOException {
        Map<String, String> boards = new TreeMap<>();
        try (Stream<Path> files = Files.list(BOARDS)) {
            for (Path file : files.filter((each) -> each.toString().endsWith(".json")).toList()) {
                boards.put(file.getFileName().toString(), Files.readString(file));
            }
        }

        Map<String, String> shown = new TreeMap<>();
        this.monitoring.all(ConfigMap.class)
            .stream()
            .filter((map) -> "1".equals(map.getMetadata().getLabels().get("grafana_dashboard")))
            .forEach((map) -> shown.putAll(map.getData()));
        assertThat(shown).isNotEmpty().isEqualTo(boards);
    }

}

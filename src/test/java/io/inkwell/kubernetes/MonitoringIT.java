package io.inkwell.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** That a cluster has the rules and the board that stand in {@code config}. */
@RequiresKubectl
class MonitoringIT {

    private static final Path BOARDS = Path.of("config/grafana/dashboards");

    private final Manifests monitoring = Manifests.overlay("monitoring");

    @Test
    void hasEveryRule() {
        ObjectMapper mapper = new ObjectMapper();
        TypeReference<List<Map<String, Object>>> groups = new TypeReference<>() {
        };

        assertThat(mapper.convertValue(this.monitoring.one(PrometheusRule.class).getSpec().getGroups(), groups))
            .as("the copy that k8s/components/monitoring/update-rules.sh makes")
            .isNotEmpty()
            .isEqualTo(mapper.convertValue(AlertRules.groups(), groups));
    }

    @Test
    void hasEveryBoard() throws IOException {
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

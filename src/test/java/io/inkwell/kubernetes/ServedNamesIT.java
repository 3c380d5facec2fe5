package io.inkwell.kubernetes;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The running service has the paths and metrics that the manifests reference.
 */
@InkwellService
@RequiresKubectl
class ServedNamesIT {

    private final ServiceClient service;

    ServedNamesIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void servesTheProbePaths() {
        Container container = Manifests.of("base").container();

        assertThat(Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe()))
            .allSatisfy((probe) -> assertThat(this.service.get(probe.getHttpGet().getPath()).status()).isEqualTo(200));
    }

    @Test
    void exposesTheScalingMetrics() {
        List<ScaledObject.Trigger> triggers = Manifests.overlay("keda").one(ScaledObject.class).spec().triggers();

        assertThat(triggers).extracting(ScaledObject.Trigger::name)
            .containsExactly("waiting", "running", "time-to-first-token");
        assertThat(triggers).allSatisfy((trigger) -> assertThat(metrics(scrapePath()))
            .containsAll(new PromQl(trigger.metadata().query()).metrics()));
    }

    @Test
    void scrapeJobMatchesTheScalingQuery() {
        Manifests production = Manifests.overlay("production");
        String label = production.one(ServiceMonitor.class).getSpec().getJobLabel();
        String namespace = production.one(Service.class).getMetadata().getNamespace();
        String job = production.one(Service.class).getMetadata().getLabels().get(label);

        assertThat(production.one(ScaledObject.class).spec().triggers())
            .extracting((trigger) -> trigger.metadata().query())
            .allMatch((query) -> query.contains("{job=\"" + job + "\",namespace=\"" + namespace + "\"}"));
    }

    private static String scrapePath() {
        return Manifests.overlay("monitoring").one(ServiceMonitor.class).getSpec().getEndpoints().get(0).getPath();
    }

    private Set<String> metrics(String path) {
        ServiceClient.Answer answer = this.service.get(path);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body()
            .lines()
            .filter((line) -> !line.startsWith("#"))
            .map((line) -> line.split("[{ ]")[0])
            .collect(Collectors.toSet());
    }

}

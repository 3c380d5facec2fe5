package io.inkwell.container;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.utility.MountableFile;
import tools.jackson.databind.JsonNode;

import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Prometheus with the project's configuration monitors the service. */
@ContainerTest(images = TestImages.PROMETHEUS_NAME)
class PrometheusIT {

    private static final int PORT = 9090;

    private static final Path CONFIGURATION = Path.of("config/prometheus");

    private static final String FOLDER = "/etc/prometheus";

    private static final String P95_TIME_TO_FIRST_TOKEN = "histogram_quantile(0.95, "
            + "sum by (le) (rate(gen_ai_server_time_to_first_token_seconds_bucket[1m])))";

    private static final Network network = Network.newNetwork();

    /** The host name in the configuration. */
    @Container
    private static final InkwellContainer inkwell = new InkwellContainer().withNetwork(network)
        .withNetworkAliases("inkwell");

    @Container
    private static final GenericContainer<?> prometheus = new GenericContainer<>(TestImages.PROMETHEUS)
        .dependsOn(inkwell)
        .withNetwork(network)
        .withExposedPorts(PORT)
        .withCopyFileToContainer(MountableFile.forHostPath(CONFIGURATION), FOLDER)
        .withCopyToContainer(Transferable.of(hurriedConfiguration()), FOLDER + "/prometheus.yml")
        .waitingFor(Wait.forHttp("/-/ready"));

    @Test
    void computesTheP95OfTimeToFirstToken() {
        await().untilAsserted(() -> {
            inkwell.client().complete("""
                    {"model": "default", "prompt": "It is a truth", "max_tokens": 1}""");

            List<Double> seconds = query(P95_TIME_TO_FIRST_TOKEN);
            assertThat(seconds).singleElement().satisfies((value) -> assertThat(value).isPositive());
        });
    }

    @Test
    void scrapesTheService() {
        await().untilAsserted(() -> {
            JsonNode target = prometheusClient().get("/api/v1/targets").json().at("/data/activeTargets/0");
            assertThat(target.path("health").asString()).as(target.toString()).isEqualTo("up");
        });
    }

    @Test
    void loadsTheRules() {
        JsonNode groups = prometheusClient().get("/api/v1/rules").json().path("data").path("groups");

        assertThat(groups.findValuesAsString("name")).isNotEmpty();
    }

    private static List<Double> query(String expression) {
        return prometheusClient().get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
            .json()
            .path("data")
            .path("result")
            .valueStream()
            .map((sample) -> Double.parseDouble(sample.path("value").path(1).asString()))
            .toList();
    }

    private static ServiceClient prometheusClient() {
        return new ServiceClient(
                URI.create("http://%s:%d".formatted(prometheus.getHost(), prometheus.getMappedPort(PORT))));
    }

    /** The project's configuration, with a shorter scrape interval. */
    private static String hurriedConfiguration() {
        try {
            return Files.readString(CONFIGURATION.resolve("prometheus.yml"))
                .replaceAll("(scrape_interval|evaluation_interval|scrape_timeout): \\S+", "$1: 1s");
        }
        catch (IOException ex) {
            throw new IllegalStateException("our configuration of Prometheus cannot be read", ex);
        }
    }

}

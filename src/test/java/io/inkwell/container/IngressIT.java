package io.inkwell.container;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.junit.jupiter.Container;

import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Streams through nginx, configured like the Ingress. */
@ContainerTest(images = TestImages.NGINX_NAME)
class IngressIT {

    private static final int PORT = 8080;

    /** With a shorter timeout, as the original is one hour. */
    private static final int IMPATIENT_PORT = 8081;

    private static final Duration SHORT_TIMEOUT = Duration.ofSeconds(1);

    /** The size of nginx's buffers. */
    private static final int BUFFER_SIZE = 4096;

    private static final Network network = Network.newNetwork();

    @Container
    private static final InkwellContainer inkwell = new InkwellContainer().withNetwork(network)
        .withNetworkAliases("inkwell")
        .withEnv("INKWELL_SERVED_MODEL_NAME", "openai-community/gpt2");

    @Container
    private static final GenericContainer<?> nginx = new GenericContainer<>(TestImages.NGINX).dependsOn(inkwell)
        .withNetwork(network)
        .withExposedPorts(PORT, IMPATIENT_PORT)
        .withCopyToContainer(Transferable.of(configuration()), "/etc/nginx/nginx.conf")
        .waitingFor(Wait.forHttp("/health").forPort(PORT));

    @Test
    void proxyDoesNotBufferTokens() throws Exception {
        try (OpenStream stream = OpenStream.of(proxy(PORT), 1, 400)) {
            List<String> events = stream.awaitEnd();

            assertThat(events).hasSizeGreaterThan(200).last().isEqualTo("[DONE]");
            // A buffering proxy fills its buffers of 4 KB. On a busy machine, some chunks
            // of an unbuffered stream arrive together.
            assertThat(stream.numPieces()).isGreaterThan(2 * stream.numBytes() / BUFFER_SIZE);
        }
    }

    @Test
    void firstTokenArrivesDuringGeneration() throws Exception {
        try (OpenStream stream = OpenStream.of(proxy(PORT), 1, 480)) {
            stream.awaitFirstEvent();
        }

        // A finished generation could not have been cancelled.
        await().untilAsserted(() -> assertThat(inkwell.client().get("/actuator/prometheus").body())
            .containsPattern("inkwell_requests_finished_total\\{[^}]*reason=\"cancelled\"[^}]*\\} [1-9]"));
    }

    @Test
    void proxyKeepsLongStreamsOpen() throws Exception {
        try (OpenStream stream = OpenStream.of(proxy(IMPATIENT_PORT), 128, 480)) {
            await().until(() -> stream.lasted().compareTo(SHORT_TIMEOUT.multipliedBy(2)) > 0);

            assertThat(stream.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "/v1/models/openai-community/gpt2", "/v1/models/openai-community%2Fgpt2",
            "/v1/models/openai-community/gpt2/architecture", "/v1/models/openai-community%2Fgpt2/weights",
            "/v1/models/openai-community/gpt2/weights/ln_f.bias",
            "/v1/models/openai-community%2Fgpt2/weights/ln_f.bias" })
    void passesModelNamesWithASlash(String path) {
        assertThat(new ServiceClient(proxy(PORT)).get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/actuator/health", "/readyz", "/v1/models/../../actuator/health",
            "/v1/models/..%2F..%2Factuator/health", "/v1/modelsx" })
    void passesOnlyTheListedPaths(String path) {
        ServiceClient.Answer answer = new ServiceClient(proxy(PORT)).get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).contains("text/html");
    }

    private static URI proxy(int port) {
        return URI.create("http://%s:%d".formatted(nginx.getHost(), nginx.getMappedPort(port)));
    }

    private static String configuration() {
        try {
            String directives = IngressDirectives.read();
            String locations = IngressDirectives.locations("http://inkwell:8080");
            return """
                    events {}
                    http {
                      server { listen %d; %s %s }
                      server { listen %d; %s %s }
                    }
                    """.formatted(PORT, directives, locations, IMPATIENT_PORT,
                    directives.replaceAll("(proxy_(read|send)_timeout) \\d+", "$1 " + SHORT_TIMEOUT.toSeconds()),
                    locations);
        }
        catch (IOException ex) {
            throw new IllegalStateException("our Ingress cannot be read", ex);
        }
    }

}

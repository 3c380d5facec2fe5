package io.inkwell.container;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.junit.jupiter.Container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Streams through nginx, configured like the Ingress. */
@ContainerTest(images = TestImages.NGINX_NAME)
class IngressIT {

    private static final int PORT = 8080;

    /** With a shorter timeout, as the original is one hour. */
    private static final int IMPATIENT_PORT = 8081;

    private static final Duration SHORT_TIMEOUT = Duration.ofSeconds(1);

    private static final Network network = Network.newNetwork();

    @Container
    private static final InkwellContainer inkwell = new InkwellContainer().withNetwork(network)
        .withNetworkAliases("inkwell");

    @Container
    private static final GenericContainer<?> nginx = new GenericContainer<>(TestImages.NGINX).dependsOn(inkwell)
        .withNetwork(network)
        .withExposedPorts(PORT, IMPATIENT_PORT)
        .withCopyToContainer(Transferable.of(configuration()), "/etc/nginx/nginx.conf")
        .waitingFor(Wait.forHttp("/livez").forPort(PORT));

    @Test
    void proxyDoesNotBufferTokens() throws Exception {
        try (OpenStream stream = OpenStream.of(proxy(PORT), 1, 400)) {
            List<String> events = stream.awaitEnd();

            assertThat(events).hasSizeGreaterThan(200).last().isEqualTo("[DONE]");
            // On a busy machine, some chunks arrive together. A buffering proxy sends 4
            // KB at a time, that is, seventeen or more.
            assertThat(stream.numPieces()).isGreaterThan(events.size() / 8);
            // A fully buffering proxy is silent most of the time.
            assertThat(stream.longestGap()).isLessThan(stream.lasted().dividedBy(4));
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

    private static URI proxy(int port) {
        return URI.create("http://%s:%d".formatted(nginx.getHost(), nginx.getMappedPort(port)));
    }

    private static String configuration() {
        try {
            String directives = IngressDirectives.read();
            return """
                    events {}
                    http {
                      server { listen %d; %s location / { proxy_pass http://inkwell:8080; } }
                      server { listen %d; %s location / { proxy_pass http://inkwell:8080; } }
                    }
                    """.formatted(PORT, directives, IMPATIENT_PORT,
                    directives.replaceAll("(proxy_(read|send)_timeout) \\d+", "$1 " + SHORT_TIMEOUT.toSeconds()));
        }
        catch (IOException ex) {
            throw new IllegalStateException("our Ingress cannot be read", ex);
        }
    }

}

package io.inkwell.container;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Replaces one of two instances behind nginx, in the order of a Kubernetes roll-out: the
 * new instance is ready, nginx leaves out the old one, and then that one gets SIGTERM.
 */
@ContainerTest(images = TestImages.NGINX_NAME)
@Testcontainers(disabledWithoutDocker = true, parallel = true)
class RollOutIT {

    private static final int PORT = 8080;

    private static final String CONFIGURATION = "/etc/nginx/nginx.conf";

    private static final int TEXTS = 8;

    private static final Network network = Network.newNetwork();

    @Container
    private static final InkwellContainer old = instance("old");

    @Container
    private static final InkwellContainer other = instance("other");

    @Container
    private static final InkwellContainer successor = instance("successor");

    @Container
    private static final GenericContainer<?> nginx = new GenericContainer<>(TestImages.NGINX)
        .dependsOn(old, other, successor)
        .withNetwork(network)
        .withExposedPorts(PORT)
        .withCopyToContainer(Transferable.of(configuration("old", "other")), CONFIGURATION)
        .waitingFor(Wait.forHttp("/health").forPort(PORT));

    private static InkwellContainer instance(String name) {
        return new InkwellContainer().withNetwork(network)
            .withNetworkAliases(name)
            .withEnv("INKWELL_SHUTDOWN_DRAIN", "240s");
    }

    @Test
    void losesNoRequest() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        List<Integer> statuses = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> traffic = CompletableFuture.runAsync(() -> {
            while (!isOver.get()) {
                // A new connection each time, which reaches either instance.
                statuses.add(new ServiceClient(proxy()).post("{\"max_tokens\": 4}").status());
            }
        });
        List<OpenStream> streams = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                streams.add(OpenStream.of(proxy(), TEXTS, 480));
            }
            replaceOld();
            CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> stop(old));
            await().until(() -> old.client().get("/readyz").status() == 503);
            assertThat(old.client().get("/actuator/prometheus").body())
                .containsPattern("inkwell_requests_running\\{[^}]*\\} [1-9]");

            for (OpenStream stream : streams) {
                assertThat(stream.awaitEnd()).endsWith("[DONE]")
                    .filteredOn((event) -> event.contains("\"finish_reason\":\"length\""))
                    .hasSize(TEXTS);
            }
            stop.join();
            assertThat(old.state().getExitCodeLong()).isEqualTo(143);
            int numBefore = statuses.size();
            await().until(() -> statuses.size() > numBefore + 1);
        }
        finally {
            isOver.set(true);
            streams.forEach(OpenStream::close);
        }
        traffic.join();

        assertThat(statuses).containsOnly(200);
        assertThat(successor.client().get("/actuator/prometheus").body())
            .containsPattern("inkwell_requests_finished_total\\{[^}]*reason=\"length\"[^}]*\\} [1-9]");
    }

    /** As the ingress controller does when an endpoint is no longer ready. */
    private static void replaceOld() throws Exception {
        nginx.copyFileToContainer(Transferable.of(configuration("other", "successor")), CONFIGURATION);
        nginx.execInContainer("nginx", "-s", "reload");
        // It accepts no more connections, and ends with the open streams.
        await().until(() -> nginx.execInContainer("sh", "-c", "cat /proc/[0-9]*/cmdline")
            .getStdout()
            .contains("worker process is shutting down"));
    }

    private static void stop(InkwellContainer instance) {
        instance.getDockerClient().stopContainerCmd(instance.getContainerId()).withTimeout(270).exec();
    }

    private static URI proxy() {
        return URI.create("http://%s:%d".formatted(nginx.getHost(), nginx.getMappedPort(PORT)));
    }

    private static String configuration(String... instances) {
        String servers = Stream.of(instances)
            .map((instance) -> "server %s:%d;".formatted(instance, InkwellContainer.PORT))
            .collect(Collectors.joining(" "));
        try {
            return """
                    worker_processes 1;
                    events {}
                    http {
                      upstream instances { %s keepalive 8; }
                      server { listen %d; %s proxy_set_header Connection ""; %s }
                    }
                    """.formatted(servers, PORT, IngressDirectives.read(),
                    IngressDirectives.locations("http://instances"));
        }
        catch (IOException ex) {
            throw new IllegalStateException("our Ingress cannot be read", ex);
        }
    }

}

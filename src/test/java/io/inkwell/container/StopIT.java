package io.inkwell.container;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@code docker stop} during a stream. */
@ContainerTest
class StopIT {

    private static final int TEXTS = 16;

    private static final int TOKENS = 400;

    /** More than a slow machine needs for the stream. */
    private static final int DRAIN_SECONDS = 240;

    /** Longer than the drain, so that Docker does not kill the container. */
    private static final int SECONDS_TO_STOP = DRAIN_SECONDS + 30;

    @Container
    private final InkwellContainer inkwell = new InkwellContainer().withEnv("INKWELL_SHUTDOWN_DRAIN",
            DRAIN_SECONDS + "s");

    @Test
    void streamFinishesWhileNewRequestsAreRejected() throws Exception {
        try (OpenStream stream = OpenStream.of(this.inkwell.address(), TEXTS, TOKENS)) {
            stream.awaitFirstEvent();

            CompletableFuture<Void> stop = CompletableFuture.runAsync(this::stop);
            await().until(() -> this.inkwell.client().get("/readyz").status() == 503);
            int numEventsAtTheSignal = stream.events().size();

            List<String> events = stream.awaitEnd();
            assertThat(events).hasSizeGreaterThan(numEventsAtTheSignal).last().isEqualTo("[DONE]");
            assertThat(events).filteredOn((event) -> event.contains("\"finish_reason\":\"length\"")).hasSize(TEXTS);
            stop.join();
        }
        // The exit code after SIGTERM, not SIGKILL.
        assertThat(this.inkwell.state().getExitCodeLong()).isEqualTo(143);
    }

    private void stop() {
        this.inkwell.getDockerClient()
            .stopContainerCmd(this.inkwell.getContainerId())
            .withTimeout(SECONDS_TO_STOP)
            .exec();
    }

}

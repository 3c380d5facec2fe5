package io.inkwell.container;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What {@code docker stop} does to a stream that is being read. */
@ContainerTest
class StopIT {

    private static final int TEXTS = 16;

    private static final int TOKENS = 400;

    /** More than a slow machine needs for the stream. */
    private static final int DRAIN_SECONDS = 240;

    /** More than the drain, so that the container is not killed. */
    private static final int SECONDS_TO_STOP = DRAIN_SECONDS + 30;

    @Container
    private final InkwellContainer inkwell = new InkwellContainer().withEnv("INKWELL_SHUTDOWN_DRAIN",
            DRAIN_SECONDS + "s");

    @Test
    void aStreamIsWrittenToItsEndWhileNewRequestsAreRefused() throws Exception {
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
        // As a process ends that SIGTERM ended, and none that was killed.
        assertThat(this.inkwell.state().getExitCodeLong()).isEqualTo(143);
    }

    private void stop() {
        this.inkwell.getDockerClient()
            .stopContainerCmd(this.inkwell.getContainerId())
            .withTimeout(SECONDS_TO_STOP)
            .exec();
    }

}

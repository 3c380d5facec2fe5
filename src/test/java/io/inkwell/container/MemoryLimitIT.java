package io.inkwell.container;

import java.util.List;

import com.github.dockerjava.api.DockerClient;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The container's memory limit is divided at the start and never exceeded. */
@ContainerTest
class MemoryLimitIT {

    private static final long MB = 1 << 20;

    private static final int TEXTS = 48;

    @Test
    void smallContainerReducesConcurrencyAndSurvives() throws Exception {
        try (InkwellContainer inkwell = new InkwellContainer().withMemory(448 * MB)) {
            inkwell.start();
            try (OpenStream stream = OpenStream.of(inkwell.address(), TEXTS, 480)) {
                stream.awaitFirstEvent();
                assertThat(inkwell.client().get("/actuator/prometheus").body())
                    .containsPattern("inkwell_requests_waiting\\{[^}]*\\} [1-9]");

                List<String> events = stream.awaitEnd();
                assertThat(events).filteredOn((event) -> event.contains("\"finish_reason\":\"length\"")).hasSize(TEXTS);
            }
            assertThat(inkwell.state().getRunning()).isTrue();
            assertThat(inkwell.state().getOOMKilled()).isFalse();
        }
    }

    @Test
    void tooSmallContainerReportsInsufficientMemory() {
        try (InkwellContainer inkwell = new InkwellContainer().withMemory(128 * MB)
            .withStartupCheckStrategy(new MayEnd())
            .waitingFor(Wait.forLogMessage(".*nothing is left for a model.*\\s", 1))) {
            inkwell.start();

            await().until(() -> !inkwell.state().getRunning());
            assertThat(inkwell.getLogs()).contains("Of 128 MB of memory", "JAVA_TOOL_OPTIONS")
                .doesNotContain("APPLICATION FAILED", "\tat ");
            assertThat(inkwell.state().getExitCodeLong()).isEqualTo(2);
            assertThat(inkwell.state().getOOMKilled()).isFalse();
        }
    }

    /**
     * Otherwise, Testcontainers reports a container that exits early as failed to start.
     */
    private static final class MayEnd extends StartupCheckStrategy {

        @Override
        public StartupStatus checkStartupState(DockerClient dockerClient, String containerId) {
            return StartupStatus.SUCCESSFUL;
        }

    }

}

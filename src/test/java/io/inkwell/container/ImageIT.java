package io.inkwell.container;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;

import static org.assertj.core.api.Assertions.assertThat;

/** The image alone, in a container without network access. */
@ContainerTest
class ImageIT {

    /** Waits for the image's own health check. */
    @Container
    private static final InkwellContainer inkwell = new InkwellContainer().withNetworkMode("none")
        .withExposedPorts()
        .waitingFor(Wait.forHealthcheck());

    @Test
    void isHealthyOnAReadOnlyFileSystem() {
        assertThat(inkwell.getContainerInfo().getHostConfig().getReadonlyRootfs()).isTrue();
        assertThat(inkwell.state().getHealth().getStatus()).isEqualTo("healthy");
        assertThat(inkwell.getLogs()).doesNotContain("ERROR", "Exception");
    }

    @Test
    void runsAsAnyUser() throws Exception {
        assertThat(run("cat", "/proc/1/status").getStdout()).containsPattern("Uid:\\s+10001\\s+10001");
    }

    @Test
    void answersAndStreams() throws Exception {
        ExecResult load = run("java", "-jar", "/app/inkwell.jar", "bench", "--requests=2", "--warmup=0",
                "--output-tokens=8");

        assertThat(load.getExitCode()).as(load.toString()).isZero();
        assertThat(load.getStdout()).contains("time to first token");
    }

    @Test
    void usesTheClassArchive() throws Exception {
        ExecResult version = run("java", "-XX:SharedArchiveFile=/app/inkwell.jsa", "-Xlog:class+load", "-jar",
                "/app/inkwell.jar", "--version");

        assertThat(version.getStdout()).contains("io.inkwell.InkwellApplication source: shared objects file (top)");
    }

    @Test
    void unresponsiveServiceIsUnhealthy() throws Exception {
        ExecResult check = run("java", "-cp", "/app/inkwell.jar", "io.inkwell.cli.HealthCheck",
                "http://127.0.0.1:8080/no/such/page");

        assertThat(check.getExitCode()).isEqualTo(1);
        assertThat(check.getStdout()).contains("404");
    }

    @Test
    void hasLabels() {
        assertThat(inkwell.getContainerInfo().getConfig().getLabels())
            .containsEntry("org.opencontainers.image.title", "Inkwell")
            .containsEntry("org.opencontainers.image.licenses", "Apache-2.0")
            .containsEntry("org.opencontainers.image.version", "test");
    }

    private static ExecResult run(String... command) throws IOException, InterruptedException {
        return inkwell.execInContainer(command);
    }

}

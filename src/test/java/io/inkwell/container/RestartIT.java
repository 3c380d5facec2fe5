package io.inkwell.container;

import java.net.URI;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.RestartPolicy;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;

import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A process that dies in native code, under a supervisor. */
@ContainerTest
class RestartIT {

    @Container
    private final InkwellContainer inkwell = new InkwellContainer().withCreateContainerCmdModifier(
            (command) -> command.getHostConfig().withRestartPolicy(RestartPolicy.onFailureRestart(3)));

    @Test
    void isReadyAgainAfterACrash() throws Exception {
        try (OpenStream stream = OpenStream.of(this.inkwell.address(), 16, 480)) {
            stream.awaitFirstEvent();

            // Java handles this as a crash in native code. As process 1 it ignores an
            // abort that its own container sends.
            this.inkwell.execInContainer("sh", "-c", "kill -SEGV 1");

            await().until(() -> !stream.isOpen());
            assertThat(stream.events()).doesNotContain("[DONE]");
        }
        await().until(() -> this.inkwell.getCurrentContainerInfo().getRestartCount() == 1);

        assertThat(this.inkwell.getLogs()).containsOnlyOnce("A fatal error has been detected");
        await().ignoreExceptions().until(() -> client().get("/readyz").status() == 200);
        assertThat(client().post("{\"max_tokens\": 1}").status()).isEqualTo(200);
    }

    /** Docker publishes another port after a restart. */
    private ServiceClient client() {
        String port = this.inkwell.getCurrentContainerInfo()
            .getNetworkSettings()
            .getPorts()
            .getBindings()
            .get(ExposedPort.tcp(InkwellContainer.PORT))[0].getHostPortSpec();
        return new ServiceClient(URI.create("http://%s:%s".formatted(this.inkwell.getHost(), port)));
    }

}

package io.inkwell.container;

import java.util.List;
import java.util.UUID;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.utility.MountableFile;

import io.inkwell.hub.LoopbackHub;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The image with a model of a hub and a new volume, as Docker creates it. */
@ContainerTest
class HubModelIT {

    private static final String MODEL = "inkwell/demo";

    private static final String SNAPSHOT = "/models/hub/models--inkwell--demo/snapshots/" + LoopbackHub.COMMIT;

    private static final String HUB_CLASSES = "target/test-classes/io/inkwell/hub";

    private static final Network network = Network.newNetwork();

    /** The hub, on the Java and the libraries of the image. */
    @Container
    private static final InkwellContainer hub = new InkwellContainer().withNetwork(network)
        .withNetworkAliases("hub", "cdn")
        .withCopyFileToContainer(MountableFile.forHostPath(HUB_CLASSES), "/hub/io/inkwell/hub")
        .withCopyFileToContainer(MountableFile.forHostPath(EmbeddedCheckpoint.FOLDER), "/checkpoint")
        .withCreateContainerCmdModifier((command) -> {
            // Docker copies no files to a read-only file system.
            command.getHostConfig().withReadonlyRootfs(false);
            command.withEntrypoint("java", "-cp", "/hub:/app/lib/*", "io.inkwell.hub.LoopbackHub", MODEL, "/checkpoint",
                    Integer.toString(InkwellContainer.PORT), "cdn");
        })
        .waitingFor(Wait.forHttp("/api/models/" + MODEL));

    private final String volume = "inkwell-test-" + UUID.randomUUID();

    @AfterAll
    static void removeNetwork() {
        network.close();
    }

    @Test
    void downloadsToAVolumeAndServesItLaterWithoutANetwork() {
        try {
            try (InkwellContainer first = inkwell(AccessMode.rw).withNetwork(network)) {
                first.start();

                assertThat(served(first)).isEqualTo(MODEL);
                assertThat(first.getLogs()).contains("Downloading model.safetensors of inkwell/demo");
            }
            try (InkwellContainer second = inkwell(AccessMode.ro).withNetwork(network)
                .withEnv("HF_ENDPOINT", "http://nowhere:8080")
                .withEnv("HF_HUB_OFFLINE", "1")) {
                second.start();

                assertThat(served(second)).isEqualTo(MODEL);
            }
        }
        finally {
            removeVolume();
        }
    }

    @Test
    void pullsLikeAnInitContainer() {
        try (InkwellContainer pull = inkwell(AccessMode.rw).withNetwork(network)
            .withCommand("models", "pull", MODEL)
            .withStartupCheckStrategy(new OneShotStartupCheckStrategy())
            .waitingFor(Wait.forLogMessage(".*snapshots.*", 1))) {
            pull.start();

            assertThat(pull.getLogs()).endsWith(SNAPSHOT + "\n");
        }
        finally {
            removeVolume();
        }
    }

    @Test
    void namesTheMissingVolume() {
        try (InkwellContainer alone = inkwell().withNetwork(network).waitingFor(Wait.forLogMessage(".*inkwell.*", 1))) {
            alone.start();
            await().until(() -> !alone.isRunning());

            assertThat(alone.state().getExitCodeLong()).isEqualTo(2);
            assertThat(alone.getLogs()).contains(
                    "inkwell: inkwell.model: \"inkwell/demo\" cannot be served: the cache folder /models/hub cannot be "
                            + "written (",
                    "set HF_HOME or HF_HUB_CACHE to a folder that this user may write");
        }
    }

    private InkwellContainer inkwell(AccessMode access) {
        return inkwell().withCreateContainerCmdModifier((command) -> command.getHostConfig()
            .withBinds(List.of(new Bind(this.volume, new Volume("/models"), access))));
    }

    private static InkwellContainer inkwell() {
        return new InkwellContainer().dependsOn(hub)
            .withEnv("HF_ENDPOINT", "http://hub:" + InkwellContainer.PORT)
            .withEnv("INKWELL_MODEL", MODEL);
    }

    private static String served(InkwellContainer inkwell) {
        return inkwell.client().get("/v1/models").json().path("data").get(0).path("id").stringValue();
    }

    private void removeVolume() {
        DockerClientFactory.instance().client().removeVolumeCmd(this.volume).exec();
    }

}

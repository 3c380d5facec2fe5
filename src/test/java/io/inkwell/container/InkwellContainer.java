package io.inkwell.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Capability;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.utility.DockerImageName;

import io.inkwell.ServiceClient;

/**
 * The service with minimal privileges and a read-only file system. The image is built
 * once, from this project's Dockerfile.
 */
final class InkwellContainer extends GenericContainer<InkwellContainer> {

    static final int PORT = 8080;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Built once: tests do not retry a failed build. */
    private static final DockerImageName IMAGE = build(dockerfile());

    InkwellContainer() {
        this(IMAGE);
    }

    private InkwellContainer(DockerImageName image) {
        super(image);
        withEnv("INKWELL_SECURITY_ANONYMOUS", "true");
        // A cold process delivers tokens late, and would run many sequences at once for a
        // reader who falls behind.
        withEnv("INKWELL_STREAMING_MAX_UNREAD_SIZE", "16MB");
        withExposedPorts(PORT);
        waitingFor(Wait.forHttp("/readyz"));
        withCreateContainerCmdModifier((command) -> command.getHostConfig()
            .withReadonlyRootfs(true)
            .withCapDrop(Capability.ALL)
            .withSecurityOpts(List.of("no-new-privileges")));
    }

    /**
     * The target for CUDA.
     * @param libtorch a folder with PyTorch
     * @param flavor the flavor of that PyTorch
     */
    static InkwellContainer cuda(Path libtorch, String flavor) {
        return new InkwellContainer(build(dockerfile().withTarget("cuda")
            .withFileFromPath("libtorch", libtorch)
            .withBuildArg("LIBTORCH", "libtorch")
            .withBuildArg("PYTORCH_FLAVOR", flavor)));
    }

    /** The second test process waits for the build of the first, and finds its layers. */
    private static DockerImageName build(ImageFromDockerfile dockerfile) {
        try (FileChannel file = FileChannel.open(Path.of("target/image.lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            // Closing the file releases the lock.
            file.lock();
            return DockerImageName.parse(dockerfile.get());
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static ImageFromDockerfile dockerfile() {
        return new ImageFromDockerfile().withFileFromPath("Dockerfile", Path.of("Dockerfile"))
            .withFileFromPath("LICENSE", Path.of("LICENSE"))
            .withFileFromPath("NOTICE", Path.of("NOTICE"))
            .withFileFromPath("target/inkwell.jar", Path.of("target/inkwell.jar"))
            .withBuildArg("BASE_IMAGE", TestImages.BASE)
            .withBuildArg("VERSION", "test");
    }

    /** Waits as long as a start on a loaded machine takes. */
    @Override
    public InkwellContainer waitingFor(WaitStrategy strategy) {
        return super.waitingFor(strategy.withStartupTimeout(PATIENCE));
    }

    /** Memory limit, without swap. */
    InkwellContainer withMemory(long bytes) {
        return withCreateContainerCmdModifier(
                (command) -> command.getHostConfig().withMemory(bytes).withMemorySwap(bytes));
    }

    URI address() {
        return URI.create("http://%s:%d".formatted(getHost(), getMappedPort(PORT)));
    }

    ServiceClient client() {
        return new ServiceClient(address());
    }

    InspectContainerResponse.ContainerState state() {
        return getCurrentContainerInfo().getState();
    }

}

package io.inkwell.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.wait.strategy.Wait;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The image's target for CUDA, built with PyTorch for the CPU: its arguments, its layout
 * and its start, but no GPU.
 */
@ContainerTest
@EnabledIfSystemProperty(named = "os.arch", matches = "amd64")
class CudaTargetIT {

    private static final String TORCH = "pytorch/cpu/linux-x86_64/";

    @TempDir
    private static Path libtorch;

    private static InkwellContainer inkwell;

    @BeforeAll
    static void start() throws IOException {
        extractTorch(libtorch.resolve("lib"));
        inkwell = InkwellContainer.cuda(libtorch, "cpu")
            .withNetworkMode("none")
            .withExposedPorts()
            .waitingFor(Wait.forHealthcheck());
        inkwell.start();
    }

    @AfterAll
    static void stop() {
        inkwell.stop();
    }

    @Test
    void startsOnTheCpuWithoutGpus() {
        assertThat(inkwell.getLogs()).contains(" on cpu in ").doesNotContain("ERROR", "Exception");
    }

    @Test
    void usesTheGivenPyTorch() throws Exception {
        ExecResult mapped = inkwell.execInContainer("grep", "-o", "/app/.*", "/proc/1/maps");

        assertThat(mapped.getStdout()).contains("/app/djl/torch/libtorch_cpu.so", "/app/djl/torch/libdjl_torch.so",
                "/app/native/libjnidispatch.so");
    }

    @Test
    void rejectsDevicesThatAreMissing() throws Exception {
        ExecResult generate = inkwell.execInContainer("java", "-Djna.nounpack=true", "-Djna.noclasspath=true",
                "-Djna.boot.library.path=/app/native", "-jar", "/app/inkwell.jar", "generate",
                "--inkwell.devices=cuda:0", "It is");

        assertThat(generate.getExitCode()).isNotZero();
        assertThat(generate.getStderr())
            .contains("inkwell.devices must name devices that PyTorch can use, cpu only; given: cuda:0");
    }

    /** Copies the libraries of PyTorch from the jar in the program's jar. */
    private static void extractTorch(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (JarFile program = new JarFile("target/inkwell.jar")) {
            for (Enumeration<JarEntry> entries = program.entries(); entries.hasMoreElements();) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().matches(".*/pytorch-native-cpu-.*-linux-x86_64\\.jar")) {
                    extractTorch(program.getInputStream(entry), folder);
                }
            }
        }
    }

    private static void extractTorch(InputStream jar, Path folder) throws IOException {
        try (JarInputStream libraries = new JarInputStream(jar)) {
            for (JarEntry entry = libraries.getNextJarEntry(); entry != null; entry = libraries.getNextJarEntry()) {
                if (entry.getName().startsWith(TORCH) && !entry.isDirectory()) {
                    Files.copy(libraries, folder.resolve(entry.getName().substring(TORCH.length())));
                }
            }
        }
    }

}

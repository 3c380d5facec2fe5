package io.inkwell.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;
import org.testcontainers.utility.TestcontainersConfiguration;

/**
 * Skips a test immediately, with a reason, if an image is neither present nor available:
 * Testcontainers would retry for two minutes per test. In CI, the test fails instead.
 */
final class ImagesAtHand implements ExecutionCondition {

    private static final Map<String, Optional<String>> PROBLEMS = new ConcurrentHashMap<>();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> problem = Stream.concat(always(), named(context))
            .flatMap((image) -> PROBLEMS.computeIfAbsent(image, ImagesAtHand::problem).stream())
            .findFirst();
        if (problem.isPresent() && System.getenv("CI") != null) {
            throw new IllegalStateException(problem.get());
        }
        return problem.map(ConditionEvaluationResult::disabled)
            .orElseGet(() -> ConditionEvaluationResult.enabled("all images are at hand"));
    }

    /**
     * The base image, and the container with which Testcontainers removes others.
     */
    private static Stream<String> always() {
        boolean removes = !"true".equals(System.getenv("TESTCONTAINERS_RYUK_DISABLED"));
        return removes ? Stream.of(TestImages.BASE, remover()) : Stream.of(TestImages.BASE);
    }

    // Deprecated without a replacement.
    @SuppressWarnings("deprecation")
    private static String remover() {
        DockerImageName name = DockerImageName.parse(TestcontainersConfiguration.getInstance().getRyukImage());
        return ImageNameSubstitutor.instance().apply(name).asCanonicalNameString();
    }

    private static Stream<String> named(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), ContainerTest.class)
            .stream()
            .flatMap((test) -> Stream.of(test.images()))
            .map(TestImages::name);
    }

    private static Optional<String> problem(String image) {
        try {
            if (docker("image", "inspect", "--format", "{{.Id}}", image).exitCode() == 0) {
                return Optional.empty();
            }
            Outcome pull = docker("pull", "--quiet", image);
            return (pull.exitCode() == 0) ? Optional.empty()
                    : Optional.of("the image " + image + " is not on this machine and cannot be pulled: "
                            + pull.output().strip() + ". -Dtest-images.base, prometheus, nginx and redis name others");
        }
        catch (IOException ex) {
            // Without the client, Testcontainers checks for Docker itself.
            return Optional.empty();
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static Outcome docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    private record Outcome(int exitCode, String output) {
    }

}

package io.inkwell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The jar that other programs depend on. */
@EnabledIf("jarExists")
class LibraryJarIT {

    /** Exists from the package phase on. */
    private static final Path JAR = Path.of("target/library/inkwell.jar");

    /** The libraries that come with it, as the dependencies that are not optional. */
    private static final Pattern REQUIRED = Pattern.compile("(api|pytorch-engine|pytorch-jni|pytorch-native-cpu"
            + "|tokenizers|gson|error_prone_annotations|jna|commons-compress|commons-codec|commons-io"
            + "|lucene-core|jackson-databind|jackson-core|jackson-annotations|context-propagation|jspecify|slf4j-api)"
            + "-[0-9].*\\.jar");

    private static final Path EXAMPLE = Path.of("examples/plain/src/main/java/com/example/Story.java");

    static boolean jarExists() {
        return Files.exists(JAR);
    }

    @Test
    void containsThePackagesOfTheLibraryAlone() throws IOException {
        Set<String> packages = new HashSet<>(ArchitectureTests.LIBRARY);
        packages.addAll(ArchitectureTests.ADAPTERS);

        List<String> inJar = names("io/inkwell/").map((name) -> name.split("/")[2]).distinct().toList();

        assertThat(inJar).containsExactlyInAnyOrderElementsOf(packages);
    }

    /** Spring Boot would apply any other one in the program that has the jar. */
    @Test
    void containsNoFilesOfTheService() throws IOException {
        assertThat(names("").filter((name) -> !name.startsWith("io/inkwell/") && !name.startsWith("META-INF/maven/")))
            .containsExactlyInAnyOrder("META-INF/MANIFEST.MF", "META-INF/LICENSE", "META-INF/NOTICE",
                    "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports");
    }

    @Test
    void runsAProgramWithoutSpring(@TempDir Path folder) throws IOException, InterruptedException {
        String classPath = JAR.toAbsolutePath() + File.pathSeparator + required();
        int failed = ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", classPath, "-d", folder.toString(), EXAMPLE.toString());
        assertThat(failed).isZero();
        Path output = folder.resolve("output.txt");

        Process program = JavaProcess
            .of(folder, List.of("--enable-native-access=ALL-UNNAMED", "-cp", folder + File.pathSeparator + classPath,
                    "com.example.Story"))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

        assertThat(JavaProcess.exitCode(program)).as(Files.readString(output)).isZero();
        assertThat(output).content()
            .contains("complete: ", "stream: ", "score: perplexity ", "attention:  States attends to The");
    }

    private static String required() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter((path) -> REQUIRED.matcher(Path.of(path).getFileName().toString()).matches())
            .collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<String> names(String prefix) throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream()
                .filter((entry) -> !entry.isDirectory())
                .map(JarEntry::getName)
                .filter((name) -> name.startsWith(prefix))
                .toList()
                .stream();
        }
    }

}

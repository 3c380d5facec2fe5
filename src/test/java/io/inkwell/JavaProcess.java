package io.inkwell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts a Java process with this test's Java and class path. It inherits no settings
 * from the environment, neither for the service nor for Java: with JAVA_TOOL_OPTIONS,
 * Java prints an extra line to the error stream.
 */
public final class JavaProcess {

    /**
     * Options for short processes: the compiler that optimizes less halves the processor
     * time of a start.
     */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Set<String> JAVA_OPTIONS = Set.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");

    private static final Set<String> SETTINGS = Set.of("INKWELL_", "SERVER_", "SPRING_", "MANAGEMENT_", "LOGGING_",
            "HF_");

    /** Safeguard against hanging processes, generous for a loaded machine. */
    private static final int PATIENCE_MINUTES = 5;

    private JavaProcess() {
    }

    /**
     * Creates a process without starting it.
     * @param args Java options, then a class or a jar, then its arguments
     */
    public static ProcessBuilder of(Path folder, List<String> args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SHORT_LIVED);
        command.addAll(args);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(JavaProcess::isSetting);
        return builder;
    }

    /** Creates a process for a main class on the class path. */
    public static ProcessBuilder ofClass(Path folder, Class<?> main, List<String> args) {
        List<String> all = new ArrayList<>(List.of("--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), main.getName()));
        all.addAll(args);
        return of(folder, all);
    }

    private static boolean isSetting(String variable) {
        String name = variable.toUpperCase(Locale.ROOT);
        return JAVA_OPTIONS.contains(name) || name.endsWith("_PROXY") || SETTINGS.stream().anyMatch(name::startsWith);
    }

    /** Waits for the process and returns its exit code. */
    public static int exitCode(Process process) throws InterruptedException {
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).as("the process has ended").isTrue();
            return process.exitValue();
        }
        finally {
            process.destroyForcibly();
        }
    }

}

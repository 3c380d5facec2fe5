package io.inkwell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Java process of its own, which runs this test's Java and class path. It inherits no
 * settings from the environment, neither of ours nor of Java: with JAVA_TOOL_OPTIONS set,
 * Java prints a line of its own to the error stream.
 */
public final class JavaProcess {

    private static final Set<String> JAVA_OPTIONS = Set.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");

    private static final Set<String> SETTINGS = Set.of("INKWELL_", "SERVER_", "SPRING_", "MANAGEMENT_", "LOGGING_");

    /**
     * A failsafe for a process that hangs; far more than one needs on a loaded machine.
     */
    private static final int PATIENCE_MINUTES = 5;

    private JavaProcess() {
    }

    /**
     * A process that is not yet started.
     * @param args options of Java, then a class or a jar, then its arguments
     */
    public static ProcessBuilder of(Path folder, List<String> args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(args);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(JavaProcess::isSetting);
        return builder;
    }

    /** The same with a main class of the class path. */
    public static ProcessBuilder ofClass(Path folder, Class<?> main, List<String> args) {
        List<String> all = new ArrayList<>(List.of("--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), main.getName()));
        all.addAll(args);
        return of(folder, all);
    }

    private static boolean isSetting(String variable) {
        String name = variable.toUpperCase(Locale.ROOT);
        return JAVA_OPTIONS.contains(name) || SETTINGS.stream().anyMatch(name::startsWith);
    }

    /** Waits for the end of a process. */
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

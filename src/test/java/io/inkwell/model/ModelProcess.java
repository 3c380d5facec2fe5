package io.inkwell.model;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** A program of the tests in a JVM of its own. */
final class ModelProcess {

    private ModelProcess() {
    }

    /**
     * Runs a program to its end, which must be a success.
     * @param jvmOptions those of the JVM
     * @param log the file for its output
     */
    static void run(Class<?> program, List<String> jvmOptions, Path log, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()))
            .start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("the process has ended").isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        }
        finally {
            process.destroyForcibly();
        }
    }

}

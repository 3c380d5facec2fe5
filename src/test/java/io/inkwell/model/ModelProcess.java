package io.inkwell.model;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.inkwell.JavaProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs a program of the tests in its own JVM. */
public final class ModelProcess {

    private ModelProcess() {
    }

    /**
     * Runs a program until it ends, and requires success.
     * @param folder for its output
     */
    public static void run(Path folder, List<String> jvmOptions, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        Path log = folder.resolve("log.txt");
        List<String> command = new ArrayList<>(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        Process process = JavaProcess.of(Path.of("").toAbsolutePath(), command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()))
            .start();
        assertThat(JavaProcess.exitCode(process)).as(Files.readString(log)).isZero();
    }

}

package io.inkwell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Command line behavior of the jar. */
@EnabledIf("jarExists")
class ArgumentsIT {

    /** Exists from the package phase on. */
    private static final Path JAR = Path.of("target/inkwell.jar");

    @TempDir
    private Path folder;

    static boolean jarExists() {
        return Files.exists(JAR);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --prot=9999               | unknown option '--prot=9999'. Did you mean --port?
            --port 9999 7777          | unexpected argument '7777'
            --port                    | Missing required parameter for option '--port' (<port>)
            --model=/a --model=/b     | option '--model' (<model>) should be specified only once
            --port=abc                | --port must be a whole number from 0 to 65535; given: abc
            --server.port=99999       | --server.port must be a whole number from 0 to 65535; given: 99999
            --host=                   | --host must not be empty
            sevre                     | unknown command 'sevre'. Did you mean serve?
            -- --port=9999            | unexpected argument '--port=9999': no options are allowed after --
            --server.prot=9999        | --server.prot is not a setting. Did you mean --server.port?
            -Dserver.port=9999        | unknown option '-Dserver.port=9999'. Java options come before -jar
            generate Call me          | unexpected argument 'me'. Quote a prompt of several words.
            """)
    void rejectsInvalidArguments(String arguments, String message) throws Exception {
        Path err = this.folder.resolve("err.txt");
        Process process = jar(arguments).redirectError(err.toFile()).redirectOutput(output().toFile()).start();

        assertThat(JavaProcess.exitCode(process)).isEqualTo(2);
        assertThat(err).content().startsWith("inkwell: " + message).doesNotContain("\tat ");
        assertThat(output()).isEmptyFile();
    }

    @ParameterizedTest
    @CsvSource({ "-h, Usage: inkwell", "serve -h, --api-keys-file", "generate -h, --prompt-file", "bench -h, --url",
            "keys -h, create", "keys create -h, --scopes", "rehearse -h, --libraries", "help, Usage: inkwell",
            "help serve, --port", "version, inkwell 0", "--version, inkwell 0" })
    void printsHelpToStandardOutput(String arguments, String text) throws Exception {
        Process process = jar(arguments).redirectErrorStream(true).redirectOutput(output().toFile()).start();

        assertThat(JavaProcess.exitCode(process)).isZero();
        assertThat(output()).content(StandardCharsets.UTF_8).contains(text);
    }

    @Test
    void appliesOptions() throws Exception {
        Process process = jar("--port 0 --host=127.0.0.1 --model embedded --precision=int8 --inkwell.threads=1")
            .redirectErrorStream(true)
            .redirectOutput(output().toFile())
            .start();
        try {
            await().until(() -> !process.isAlive() || Files.readString(output()).contains("Serving inkwell-demo"));
            assertThat(output()).content().contains("Serving inkwell-demo on cpu in int8");
        }
        finally {
            process.destroyForcibly();
        }
    }

    private Path output() {
        return this.folder.resolve("output.txt");
    }

    private ProcessBuilder jar(String arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("-jar", JAR.toAbsolutePath().toString()));
        command.addAll(List.of(arguments.split(" ")));
        return JavaProcess.of(this.folder, command);
    }

}

package io.inkwell.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.JavaProcess;
import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The clients in examples/clients, unmodified. Skipped where a language is missing. */
@InkwellService
class ExamplesIT {

    @TempDir
    private Path folder;

    private final String url;

    private final String completion;

    ExamplesIT(@LocalServerPort int port) {
        this.url = "http://localhost:" + port;
        this.completion = new ServiceClient(port).post("/v1/completions", """
                {"prompt": "It is a truth", "max_tokens": 40, "seed": 1}""").json().at("/choices/0/text").stringValue();
    }

    @Test
    void curlStreamsEvents() throws IOException, InterruptedException {
        assertThat(run("curl", "bash", "examples/clients/completion.sh")).contains("data: {").contains("data: [DONE]");
    }

    @Test
    void pythonPrintsTheCompletion() throws IOException, InterruptedException {
        assertThat(run("python3", "python3", "examples/clients/completion.py")).isEqualTo(this.completion + "\n");
    }

    @Test
    void javaScriptPrintsTheCompletion() throws IOException, InterruptedException {
        assertThat(run("node", "node", "examples/clients/completion.mjs")).isEqualTo(this.completion + "\n");
    }

    private String run(String needed, String interpreter, String script) throws IOException, InterruptedException {
        assumeThat(List.of(System.getenv("PATH").split(":"))).as("%s is installed", needed)
            .anyMatch((path) -> Files.isExecutable(Path.of(path, needed)));
        Path output = this.folder.resolve("output.txt");
        Path errors = this.folder.resolve("errors.txt");

        Process process = new ProcessBuilder(interpreter, script, this.url).redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();

        assertThat(JavaProcess.exitCode(process)).as(Files.readString(errors)).isZero();
        return Files.readString(output);
    }

}

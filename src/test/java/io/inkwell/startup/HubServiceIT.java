package io.inkwell.startup;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.InkwellApplication;
import io.inkwell.JavaProcess;
import io.inkwell.hub.LoopbackHub;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The whole program with a model of a hub on the loopback interface. */
class HubServiceIT {

    /** A complete bar, with rate and remaining time. */
    private static final Pattern BAR = Pattern
        .compile("model\\.safetensors +100% \\[=+].*\\(\\d:\\d\\d:\\d\\d / \\d:\\d\\d:\\d\\d\\).* MB/s");

    private static final Pattern ADDRESS = Pattern.compile("at http://localhost:(\\d+)");

    @TempDir
    private Path folder;

    private LoopbackHub hub;

    @BeforeEach
    void startHub() throws IOException {
        this.hub = new LoopbackHub("inkwell/demo", EmbeddedCheckpoint.FOLDER);
    }

    @AfterEach
    void stopHub() {
        this.hub.close();
    }

    @Test
    void downloadsAndServesAModelUnderItsId() throws Exception {
        Process process = start("", "serve", "inkwell/demo");
        try {
            assertThat(models(process)).contains("\"id\":\"inkwell/demo\"");
        }
        finally {
            process.destroy();
        }
        assertThat(output()).contains("Downloading model.safetensors of inkwell/demo, ")
            .containsSubsequence("Downloading config.json of inkwell/demo", "Downloading model.safetensors");
        assertThat(JavaProcess.exitCode(process)).isEqualTo(143);

        this.hub.close();
        Process offline = start("1", "serve", "inkwell/demo");
        try {
            assertThat(models(offline)).contains("\"id\":\"inkwell/demo\"");
        }
        finally {
            offline.destroy();
        }
        assertThat(output()).doesNotContain("Downloading");
        assertThat(JavaProcess.exitCode(offline)).isEqualTo(143);
    }

    @Test
    void servesWithABarOnATerminal() throws Exception {
        Process process = startOnATerminal("serve", "inkwell/demo");
        try {
            assertThat(models(process)).contains("\"id\":\"inkwell/demo\"");
        }
        finally {
            process.descendants().forEach(ProcessHandle::destroy);
        }

        assertThat(output()).containsPattern(BAR).doesNotContain("Downloading");
        JavaProcess.exitCode(process);
    }

    @ParameterizedTest
    @ValueSource(strings = { "generate --model=inkwell/demo --max-tokens=1 It",
            "bench --offline --model=inkwell/demo --requests=1 --warmup=0 --output-tokens=1" })
    void loadsWithABarOnATerminal(String command) throws Exception {
        Process process = startOnATerminal(command.split(" "));

        assertThat(JavaProcess.exitCode(process)).as(output()).isZero();
        assertThat(output()).containsPattern(BAR).doesNotContain("Downloading");
    }

    @ParameterizedTest
    @CsvSource({ "generate --model=inkwell/demo --max-tokens=1 It, true",
            "generate --model=inkwell/demo --max-tokens=1 --quiet It, false" })
    void loadsWithLogLinesElsewhereUnlessQuiet(String command, boolean hasLines) throws Exception {
        Process process = start("", command.split(" "));

        assertThat(JavaProcess.exitCode(process)).as(output()).isZero();
        assertThat(output().contains("Downloading model.safetensors of inkwell/demo, ")).isEqualTo(hasLines);
        assertThat(output()).doesNotContain("100%");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    inkwell/other   |   | the hub at http://127.0.0.1:PORT has no repository inkwell/other for anonymous users: check the spelling, or set HF_TOKEN if it is private
                    inkwell/demo    | 1 | HF_HUB_OFFLINE is set, and the cache HOME/hub has no complete copy of inkwell/demo: unset HF_HUB_OFFLINE once to download it
                    inkwell/demo@no |   | the repository inkwell/demo has no revision "no": set one of the branches, tags or commits at http://127.0.0.1:PORT/inkwell/demo/tree/main
                    inkwell/..      |   | there is no such folder, and this is not a model id of the hub: owner and name must be ASCII letters, digits and _.-, without ".."; given: ".."
                    """)
    void reportsAModelThatCannotBeFetchedInOneSentence(String model, @Nullable String offline, String sentence)
            throws Exception {
        Process process = start((offline != null) ? offline : "", "--model=" + model);

        assertThat(JavaProcess.exitCode(process)).isEqualTo(2);
        assertThat(output())
            .contains("inkwell: inkwell.model: \"" + model + "\" cannot be served: "
                    + sentence.replace("http://127.0.0.1:PORT", this.hub.endpoint())
                        .replace("HOME", this.folder.toString())
                    + "\n")
            .doesNotContain("APPLICATION FAILED", "Exception", "\tat ");
    }

    private Process start(String offline, String... args) throws IOException {
        return start(offline, JavaProcess.ofClass(this.folder, InkwellApplication.class, List.of(args)));
    }

    /** With util-linux, which gives the process a terminal and copies what it prints. */
    private Process startOnATerminal(String... args) throws IOException {
        ProcessBuilder builder = JavaProcess.ofClass(this.folder, InkwellApplication.class, List.of(args));
        String command = builder.command().stream().collect(Collectors.joining("' '", "exec '", "'"));
        builder.environment().put("TERM", "xterm");
        builder.environment().remove("NO_COLOR");
        return start("", builder.command("script", "--quiet", "--return", "--command", command, "/dev/null"));
    }

    private Process start(String offline, ProcessBuilder builder) throws IOException {
        builder.redirectErrorStream(true).redirectOutput(this.folder.resolve("output.txt").toFile());
        builder.environment().put("SERVER_PORT", "0");
        builder.environment().put("HF_ENDPOINT", this.hub.endpoint());
        builder.environment().put("HF_HOME", this.folder.toString());
        builder.environment().put("HF_HUB_OFFLINE", offline);
        return builder.start();
    }

    private String models(Process process) throws IOException, InterruptedException {
        await().until(() -> !process.isAlive() || ADDRESS.matcher(output()).find());
        Matcher address = ADDRESS.matcher(output());
        assertThat(address.find()).as(output()).isTrue();
        URI models = URI.create("http://127.0.0.1:" + address.group(1) + "/v1/models");
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(models).build(), BodyHandlers.ofString()).body();
    }

    private String output() throws IOException {
        return Files.readString(this.folder.resolve("output.txt"));
    }

}

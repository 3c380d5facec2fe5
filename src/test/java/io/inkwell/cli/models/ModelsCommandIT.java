package io.inkwell.cli.models;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import io.inkwell.cli.terminal.CapturedTerminal;
import io.inkwell.hub.HubSettings;
import io.inkwell.hub.LoopbackHub;

import static org.assertj.core.api.Assertions.assertThat;

/** The models commands, with a hub on the loopback interface. */
class ModelsCommandIT {

    @TempDir
    private Path folder;

    private final List<String> failures = new ArrayList<>();

    private CapturedTerminal terminal = CapturedTerminal.pipes("");

    private LoopbackHub hub;

    @BeforeEach
    void startHub() throws IOException {
        this.hub = new LoopbackHub("owner/name", Files.createDirectory(this.folder.resolve("repository")));
        for (String file : List.of("config.json", "tokenizer.json", "model.safetensors")) {
            this.hub.put(file, file.getBytes(StandardCharsets.UTF_8));
        }
        this.hub.put("config.json", "{}".getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopHub() {
        this.hub.close();
    }

    @Test
    void pullsAndPrintsTheFolder() {
        assertThat(run("pull", "owner/name")).isZero();

        Path snapshot = this.folder.resolve("cache/models--owner--name/snapshots/" + LoopbackHub.COMMIT);
        assertThat(this.terminal.out()).isEqualTo(snapshot + "\n");
        assertThat(this.terminal.err()).contains("Downloading model.safetensors of owner/name, 0.0 MB\n");
        assertThat(snapshot.resolve("model.safetensors")).hasContent("model.safetensors");
    }

    @Test
    void pullsSeveralModelsInOrder() {
        assertThat(run("pull", "owner/name@refs/pr/1", "owner/name")).isZero();

        assertThat(this.terminal.out().lines()).hasSize(2).allMatch((line) -> line.endsWith(LoopbackHub.COMMIT));
        assertThat(this.hub.requests()).extracting(LoopbackHub.Request::path)
            .filteredOn((path) -> path.contains("/revision/"))
            .containsExactly("/api/models/owner/name/revision/refs/pr/1", "/api/models/owner/name/revision/main");
    }

    @Test
    void rejectsAnotherArchitectureBeforeItsWeightsAreDownloaded() {
        this.hub.put("config.json", "{\"model_type\": \"llama\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(run("pull", "owner/name")).isEqualTo(1);

        assertThat(this.failures).singleElement()
            .asString()
            .startsWith(
                    "the repository owner/name is not a GPT-2 checkpoint that can be served: config.json: model_type "
                            + "must be one of [gpt2, gpt-sw3]");
        assertThat(this.terminal.err()).doesNotContain("model.safetensors");
    }

    @Test
    void usesTheCachedCopyWithoutAHubAndSaysSo() {
        run("pull", "owner/name");
        this.hub.close();
        this.terminal = CapturedTerminal.pipes("");

        assertThat(run("pull", "owner/name")).isZero();

        assertThat(this.terminal.out()).endsWith("/snapshots/" + LoopbackHub.COMMIT + "\n").containsOnlyOnce("\n");
        assertThat(this.terminal.err()).startsWith("Using the cached copy of owner/name: the hub at ")
            .containsOnlyOnce("\n");
    }

    @Test
    void showsABarOnATerminal() {
        this.terminal = CapturedTerminal.screen();

        assertThat(run("pull", "owner/name")).isZero();

        assertThat(this.terminal.err()).contains("model.safetensors", "100%");
    }

    @Test
    void listsNamesSizesAndRevisions() {
        run("pull", "owner/name");
        run("pull", "owner/name@refs/pr/1");
        this.terminal = CapturedTerminal.pipes("");

        assertThat(run("list")).isZero();

        assertThat(this.terminal.out()).isEqualTo("owner/name\t0.0 MB\tmain, refs/pr/1\n");
    }

    @Test
    void verifiesHashes() throws IOException {
        run("pull", "owner/name");
        assertThat(run("verify", "owner/name")).isZero();
        Path weights = this.folder
            .resolve("cache/models--owner--name/snapshots/" + LoopbackHub.COMMIT + "/model.safetensors")
            .toRealPath();
        Files.writeString(weights, "altered");
        this.terminal = CapturedTerminal.pipes("");

        assertThat(run("verify", "owner/name")).isEqualTo(1);

        assertThat(this.terminal.out()).isEqualTo(weights + "\n");
    }

    @Test
    void removesAModel() {
        run("pull", "owner/name");

        assertThat(run("rm", "owner/name")).isZero();

        assertThat(this.folder.resolve("cache/models--owner--name")).doesNotExist();
        assertThat(run("rm", "owner/name")).isEqualTo(1);
        assertThat(this.failures).singleElement().asString().contains("has no model owner/name");
    }

    @Test
    void removesOneRevision() {
        run("pull", "owner/name");
        run("pull", "owner/name@refs/pr/1");

        assertThat(run("rm", "owner/name@refs/pr/1")).isZero();
        assertThat(run("list")).isZero();

        assertThat(this.terminal.out()).endsWith("owner/name\t0.0 MB\tmain\n");
        assertThat(run("rm", "owner/name@refs/pr/1")).isEqualTo(1);
        assertThat(this.failures).singleElement().asString().contains("has no revision \"refs/pr/1\" of owner/name");
    }

    @Test
    void rejectsAPathAsAModel() {
        assertThat(run("rm", "../..")).isEqualTo(2);
        assertThat(run("pull", "owner/name@../x")).isEqualTo(2);
    }

    private int run(String... args) {
        Map<String, String> environment = Map.of("HF_ENDPOINT", this.hub.endpoint(), "HF_HUB_CACHE",
                this.folder.resolve("cache").toString());
        CommandLine command = ModelsCommand.commandLine(() -> HubSettings.of(environment, this.folder),
                this.terminal.terminal());
        return command.setExecutionExceptionHandler((failure, commandLine, parsed) -> {
            this.failures.add(String.valueOf(failure.getMessage()));
            return 1;
        }).execute(args);
    }

}

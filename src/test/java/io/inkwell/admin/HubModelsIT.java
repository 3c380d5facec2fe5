package io.inkwell.admin;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellApplication;
import io.inkwell.JavaProcess;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;
import io.inkwell.hub.LoopbackHub;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An operator loads a model of a hub on the loopback interface. */
class HubModelsIT {

    private static final String WEIGHTS = "model.safetensors";

    private static final String ID = "inkwell/demo";

    private static final Pattern ADDRESS = Pattern.compile("at http://localhost:(\\d+)");

    private static final String KEY = "inkwell.security.api-keys[0].";

    @TempDir
    private Path folder;

    private LoopbackHub hub;

    private @Nullable Process process;

    private ServiceClient service = new ServiceClient(0);

    @BeforeEach
    void startHub() throws IOException {
        this.hub = new LoopbackHub(ID, EmbeddedCheckpoint.FOLDER);
    }

    @AfterEach
    void stop() throws InterruptedException {
        this.hub.close();
        if (this.process != null) {
            this.process.destroy();
            JavaProcess.exitCode(this.process);
        }
    }

    private void startService(String offline) throws IOException {
        ProcessBuilder builder = JavaProcess.ofClass(this.folder, InkwellApplication.class,
                List.of("--server.port=0", "--inkwell.kv-cache.size=64MB", "--" + KEY + "id=operator",
                        "--" + KEY + "sha256=4173ef02714a960f37f3132098d7739c39b14a5aa853b36cb90f8b0584b6227f",
                        "--" + KEY + "scopes=admin,inference"));
        builder.redirectErrorStream(true).redirectOutput(this.folder.resolve("output.txt").toFile());
        builder.environment()
            .putAll(Map.of("HF_ENDPOINT", this.hub.endpoint(), "HF_HOME", this.folder.toString(), "HF_HUB_OFFLINE",
                    offline));
        Process started = builder.start();
        this.process = started;
        await().until(() -> !started.isAlive() || ADDRESS.matcher(output()).find());
        Matcher address = ADDRESS.matcher(output());
        assertThat(address.find()).as(output()).isTrue();
        this.service = new ServiceClient(Integer.parseInt(address.group(1)));
    }

    private String output() throws IOException {
        return Files.readString(this.folder.resolve("output.txt"));
    }

    private Answer send(String method, String path, String body) {
        return this.service.send(this.service.to(path)
            .header("Authorization", "Bearer ink_operator")
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build());
    }

    private Answer load(String id) {
        return send("POST", "/admin/models", "{\"source\": \"" + id + "\"}");
    }

    private Answer unload() {
        return send("DELETE", "/admin/models/" + ID, "");
    }

    private Answer status(String id) {
        return send("GET", "/admin/models/" + id, "");
    }

    private Answer complete() {
        return send("POST", "/v1/completions",
                "{\"model\": \"" + ID + "\", \"prompt\": \"It is\", \"max_tokens\": 4, \"temperature\": 0}");
    }

    private Stream<String> listed() {
        return send("GET", "/v1/models", "").json()
            .path("data")
            .values()
            .stream()
            .map((model) -> model.path("id").asString());
    }

    private void awaitState(String id, String state) {
        await().until(() -> state.equals(status(id).json().path("state").asString("")));
    }

    @Test
    void servesADownloadedModelUnderItsIdUntilItIsUnloaded() throws IOException {
        startService("");

        Answer accepted = load(ID);

        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        assertThat(accepted.json().path("id").asString()).isEqualTo(ID);
        assertThat(accepted.json().path("source").asString()).isEqualTo("hf://" + ID);
        awaitState(ID, "ready");
        assertThat(status(ID).json().path("problem").isNull()).isTrue();
        assertThat(listed()).containsExactly("inkwell-demo", ID);
        JsonNode completion = complete().json();
        assertThat(completion.path("model").asString()).isEqualTo(ID);
        assertThat(completion.at("/choices/0/text").asString()).isNotEmpty();

        assertThat(unload().status()).isIn(200, 202);

        await().until(() -> status(ID).status() == 404);
        assertThat(listed()).containsExactly("inkwell-demo");
        assertThat(complete().status()).isEqualTo(404);
        assertThat(this.folder.resolve("hub/models--inkwell--demo/snapshots/" + LoopbackHub.COMMIT).resolve(WEIGHTS))
            .exists();
    }

    @Test
    void namesTheReasonWhyAModelCannotBeDownloaded() throws IOException {
        startService("");

        this.hub.faults().reject(1, 403, Map.of("X-Error-Code", "GatedRepo"));
        assertThat(problem(ID))
            .isEqualTo("access to the repository inkwell/demo is restricted: accept its conditions at "
                    + this.hub.endpoint() + "/inkwell/demo, and set HF_TOKEN to a token of that account");
        Answer completion = complete();
        assertThat(completion.status()).isEqualTo(503);
        assertThat(completion.error().path("message").asString())
            .isEqualTo("the model \"inkwell/demo\" could not be loaded; the operator of the service can see why");
        assertThat(unload().status()).isEqualTo(200);

        assertThat(problem("inkwell/other")).isEqualTo("the hub at " + this.hub.endpoint()
                + " has no repository inkwell/other for anonymous users: check the spelling, or set HF_TOKEN if it is "
                + "private");

        this.hub.close();
        assertThat(problem(ID)).startsWith("the hub at " + this.hub.endpoint() + " cannot be reached (")
            .contains("and the cache has no complete copy of inkwell/demo");
        assertThat(output()).contains("Model inkwell/demo from hf://inkwell/demo cannot be loaded: access to")
            .doesNotContain("\tat ");
    }

    private String problem(String id) {
        Answer accepted = load(id);
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        awaitState(id, "failed");
        return status(id).json().path("problem").asString();
    }

    @Test
    void namesTheVariableThatForbidsToAskTheHub() throws IOException {
        startService("1");

        assertThat(problem(ID)).isEqualTo("HF_HUB_OFFLINE is set, and the cache " + this.folder.resolve("hub")
                + " has no complete copy of inkwell/demo: unset HF_HUB_OFFLINE once to download it");
        assertThat(this.hub.requests()).isEmpty();
    }

    @Test
    void unloadingCancelsADownloadWhichTheNextLoadResumes() throws IOException {
        startService("");
        this.hub.faults().trickle(10);
        load(ID);
        await().until(() -> incompleteWeights().isPresent());
        CompletableFuture<Answer> request = CompletableFuture.supplyAsync(this::complete);

        Answer cancelled = unload();

        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.json().path("state").asString()).isEqualTo("unloading");
        await().until(() -> status(ID).status() == 404);
        assertThat(request.join().status()).isEqualTo(404);
        assertThat(Files.size(incompleteWeights().orElseThrow())).isLessThan(this.hub.content(WEIGHTS).length);
        assertThat(output()).doesNotContain("cannot be loaded");

        this.hub.faults().trickle(0);
        load(ID);
        awaitState(ID, "ready");
        assertThat(complete().status()).isEqualTo(200);
        assertThat(this.hub.requests()).anySatisfy((resumed) -> assertThat(resumed.range()).startsWith("bytes="));
    }

    /** The weights, whose name is a SHA-256; the other files have shorter names. */
    private Optional<Path> incompleteWeights() throws IOException {
        Path blobs = this.folder.resolve("hub/models--inkwell--demo/blobs");
        if (!Files.exists(blobs)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(blobs)) {
            return files.filter((file) -> file.getFileName().toString().matches("[0-9a-f]{64}\\.inkwell\\.incomplete"))
                .filter((file) -> file.toFile().length() > 0)
                .findFirst();
        }
    }

}

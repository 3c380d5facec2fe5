package io.inkwell.startup;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.micrometer.metrics.test.autoconfigure.AutoConfigureMetrics;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.RandomCheckpoint;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.ModelUse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A service with two models, one that cannot be loaded, and an operator. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = { "inkwell.precision=float32",
        "inkwell.kv-cache.size=64MB", "inkwell.security.api-keys[0].id=client",
        "inkwell.security.api-keys[0].sha256=3a09dd665a27b983ab55f7e6e8ac3c2b6614e6798e685f2dff684c8fdacbb8a0",
        "inkwell.security.api-keys[0].scopes=inference,explain,metrics", "inkwell.security.api-keys[1].id=operator",
        "inkwell.security.api-keys[1].sha256=4173ef02714a960f37f3132098d7739c39b14a5aa853b36cb90f8b0584b6227f",
        "inkwell.security.api-keys[1].scopes=admin" })
@AutoConfigureMetrics
class SeveralModelsIT {

    private static final String CLIENT = "ink_client";

    private static final String OPERATOR = "ink_operator";

    @TempDir
    private static Path root;

    private final ServiceClient service;

    private final ModelRegistry registry;

    SeveralModelsIT(@LocalServerPort int port, @Autowired ModelRegistry modelRegistry) {
        this.service = new ServiceClient(port);
        this.registry = modelRegistry;
    }

    @DynamicPropertySource
    static void models(DynamicPropertyRegistry settings) {
        settings.add("inkwell.admin.models-folder", () -> root.toString());
        settings.add("inkwell.models[0].source", () -> "embedded");
        settings.add("inkwell.models[0].name", () -> "first");
        settings.add("inkwell.models[0].aliases", () -> "one");
        settings.add("inkwell.models[0].kv-cache-share", () -> 0.5);
        settings.add("inkwell.models[1].source", () -> write("checkpoint", 1).toString());
        settings.add("inkwell.models[1].name", () -> "owner/second");
        settings.add("inkwell.models[1].aliases", () -> "two");
        settings.add("inkwell.models[1].idle-timeout", () -> "1h");
        settings.add("inkwell.models[2].source", () -> "no/such/folder/of/mine");
        settings.add("inkwell.models[2].name", () -> "broken");
    }

    /** A model with 32 positions and the tokenizer of the embedded one. */
    private static Path write(String name, long seed) {
        try {
            Path folder = RandomCheckpoint.tiny().with("vocab_size", 4096).withSeed(seed).writeTo(root.resolve(name));
            Path tokenizer = folder.resolve("tokenizer.json");
            if (!Files.exists(tokenizer)) {
                Files.copy(EmbeddedCheckpoint.FOLDER.resolve("tokenizer.json"), tokenizer);
            }
            return folder;
        }
        catch (IOException ex) {
            throw new AssertionError(ex);
        }
    }

    private Answer send(String key, String method, String path, String body) {
        return this.service.send(request(key, method, path, body));
    }

    private HttpRequest request(String key, String method, String path, String body) {
        return this.service.to(path)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    }

    private Answer complete(String model) {
        return send(CLIENT, "POST", "/v1/completions",
                "{\"model\": \"%s\", \"prompt\": \"It is\", \"max_tokens\": 8, \"temperature\": 0}".formatted(model));
    }

    private Answer load(String body) {
        return send(OPERATOR, "POST", "/admin/models", body);
    }

    private Answer status(String name) {
        return send(OPERATOR, "GET", "/admin/models/" + name, "");
    }

    private String state(String name) {
        return status(name).json().path("state").asString("");
    }

    private Answer unload(String name) {
        return send(OPERATOR, "DELETE", "/admin/models/" + name, "");
    }

    private String metrics() {
        return send(CLIENT, "GET", "/metrics", "").body();
    }

    @AfterEach
    void removeAddedModels() {
        for (String name : List.of("third", "owner/third", "inkwell-demo")) {
            if (status(name).status() == 200) {
                unload(name);
            }
            await().until(() -> status(name).status() == 404);
        }
    }

    @Test
    void listsEveryNameWithItsState() {
        JsonNode models = send(CLIENT, "GET", "/v1/models", "").json().path("data");

        assertThat(models.values()).extracting((model) -> model.path("id").asString())
            .containsExactly("first", "one", "owner/second", "two", "broken");
        assertThat(models.values()).extracting((model) -> model.path("state").asString())
            .containsExactly("ready", "ready", "ready", "ready", "failed");
        assertThat(models.values()).extracting((model) -> model.path("root").asString())
            .containsExactly("inkwell-demo", "inkwell-demo", "checkpoint", "checkpoint", "mine");
        assertThat(models.values()).extracting((model) -> model.path("max_model_len").asInt(0))
            .containsExactly(512, 512, 32, 32, 0);
        assertThat(models.get(0).path("parent").isNull()).isTrue();
        assertThat(models.get(4).path("max_model_len").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "first, first", "one, first", "default, first", "owner/second, owner/second", "two, owner/second" })
    void requestIsAnsweredByItsModel(String name, String model) {
        Answer answer = complete(name);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("model").asString()).isEqualTo(model);
        JsonNode tokens = send(CLIENT, "POST", "/tokenize", "{\"model\": \"%s\", \"prompt\": \"a\"}".formatted(name))
            .json();
        assertThat(tokens.path("max_model_len").asInt()).isEqualTo(model.equals("first") ? 512 : 32);
    }

    @Test
    void embeddingsWeightsAndExplanationsAreThoseOfTheModel() {
        Answer embeddings = send(CLIENT, "POST", "/v1/embeddings", "{\"model\": \"two\", \"input\": \"a\"}");
        assertThat(embeddings.json().at("/data/0/embedding").size()).isEqualTo(16);
        assertThat(send(CLIENT, "GET", "/v1/models/owner%2Fsecond/architecture", "").json().path("hidden_size").asInt())
            .isEqualTo(16);
        Answer weight = send(CLIENT, "GET", "/v1/models/owner/second/weights/ln_f.bias", "");
        assertThat(weight.json().path("shape").toString()).isEqualTo("[16]");
        Answer score = send(CLIENT, "POST", "/v1/explain/score", "{\"model\": \"two\", \"prompt\": \"It is\"}");
        assertThat(score.status()).as(score.body()).isEqualTo(200);
    }

    @Test
    void modelThatCannotBeLoadedDoesNotStopTheOthers() {
        Answer answer = complete("broken");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.error().path("message").asString())
            .isEqualTo("the model \"broken\" could not be loaded; the operator of the service can see why");
        assertThat(status("broken").json().path("problem").asString())
            .startsWith("no/such/folder/of/mine: there is no such folder");
        assertThat(this.service.get("/readyz").status()).isEqualTo(200);
    }

    @Test
    void operatorLoadsAFailedModelAgain() {
        Answer answer = load("{\"name\": \"broken\"}");

        assertThat(answer.status()).isEqualTo(202);
        await().until(() -> state("broken").equals("failed"));
    }

    @Test
    void onlyTheKeyOfTheOperatorLoadsAndUnloads() {
        for (HttpRequest request : List.of(request(CLIENT, "GET", "/admin/models", ""),
                request(CLIENT, "GET", "/admin/models/first", ""),
                request(CLIENT, "POST", "/admin/models", "{\"source\": \"embedded\"}"),
                request(CLIENT, "DELETE", "/admin/models/owner/second", ""))) {
            Answer answer = this.service.send(request);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.error().path("message").asString()).endsWith("lacks the required scope: admin");
        }
        assertThat(this.service.get("/admin/models").status()).isEqualTo(401);
        assertThat(complete("two").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "owner/third", "owner%2Fthird" })
    void operatorLoadsAndUnloadsAModelUnderANameWithASlash(String path) {
        write("added", 2);

        Answer answer = load("""
                {"name": "owner/third", "folder": "added", "aliases": ["3rd"], "kv_cache_share": 0.1,
                 "idle_timeout": 3600}""");

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        await().until(() -> state(path).equals("ready"));
        assertThat(complete("3rd").json().path("model").asString()).isEqualTo("owner/third");
        assertThat(complete("3rd").json().at("/choices/0/text"))
            .isNotEqualTo(complete("two").json().at("/choices/0/text"));
        assertThat(status(path).json().path("idle_timeout").asInt()).isEqualTo(3600);
        assertThat(unload(path).status()).isIn(200, 202);
        await().until(() -> status(path).status() == 404);
        assertThat(complete("owner/third").status()).isEqualTo(404);
    }

    @Test
    void requestForAModelThatIsLoadingWaits() {
        write("added", 2);

        load("{\"name\": \"third\", \"folder\": \"added\"}");

        Answer answer = complete("third");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("model").asString()).isEqualTo("third");
    }

    @Test
    void takenNameIsAConflict() {
        Answer answer = load("{\"source\": \"embedded\", \"name\": \"two\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.error().path("code").asString()).isEqualTo("conflict");
        assertThat(load("{\"name\": \"first\"}").status()).isEqualTo(200);
        assertThat(load("{\"name\": \"nothing\"}").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"source\": \"/etc\"}", "{\"folder\": \"../..\"}", "{\"folder\": \"/\"}",
            "{\"source\": \"no/such/..\"}", "{}", "{\"sorce\": \"embedded\"}" })
    void operatorCannotLoadFromAnywhere(String body) {
        Answer answer = load(body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(send(OPERATOR, "GET", "/admin/models", "").json().path("data").size()).isEqualTo(3);
    }

    @Test
    void unloadedModelServesItsRequestsToTheEnd() {
        write("added", 2);
        load("{\"name\": \"third\", \"folder\": \"added\"}");
        assertThat(complete("third").status()).isEqualTo(200);

        try (ModelUse use = this.registry.use("third")) {
            Answer answer = unload("third");
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.json().path("state").asString()).isEqualTo("unloading");
            assertThat(answer.json().path("num_uses").asInt()).isEqualTo(1);
            assertThat(complete("third").status()).isEqualTo(404);
            assertThat(load("{\"name\": \"third\"}").status()).isEqualTo(409);
            assertThat(use.model().pool().isAlive()).isTrue();
        }
        await().until(() -> status("third").status() == 404);
    }

    @Test
    void requestsOfAModelThatIsUnloadedEndWithACompletionOrAnError() {
        write("added", 2);
        load("{\"name\": \"third\", \"folder\": \"added\"}");
        assertThat(complete("third").status()).isEqualTo(200);

        List<CompletableFuture<Answer>> requests = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            requests.add(CompletableFuture.supplyAsync(() -> complete("third")));
            if (i == 12) {
                unload("third");
            }
        }

        assertThat(requests).allSatisfy((request) -> assertThat(request.join().status()).isIn(200, 404));
        await().until(() -> status("third").status() == 404);
        assertThat(complete("first").status()).isEqualTo(200);
    }

    @Test
    void brokenTokenizerFailsOnlyRequestsOfItsModel() {
        write("added", 2);
        load("{\"name\": \"third\", \"folder\": \"added\"}");
        assertThat(complete("third").status()).isEqualTo(200);
        try (ModelUse use = this.registry.use("third")) {
            use.model().tokenizer().close();
        }

        Answer answer = complete("third");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.error().path("type").asString()).isEqualTo("server_error");
        assertThat(answer.error().path("message").asString()).isEqualTo("internal error");
        assertThat(complete("first").status()).isEqualTo(200);
        assertThat(this.service.get("/livez").status()).isEqualTo(200);
    }

    @Test
    void metricsNameTheModel() {
        complete("first");
        complete("two");
        write("added", 2);
        load("{\"name\": \"third\", \"folder\": \"added\"}");
        complete("third");

        await().until(() -> tokens("first") && tokens("owner/second") && tokens("third"));
        assertThat(gauges("third")).isNotEmpty();
        assertThat(metrics()).contains("inkwell_models{state=\"ready\"} 3.0", "inkwell_models{state=\"failed\"} 1.0");

        unload("third");
        await().until(() -> status("third").status() == 404);
        assertThat(gauges("third")).isEmpty();
        assertThat(gauges("first")).isNotEmpty();
        assertThat(metrics()).contains("inkwell_models{state=\"ready\"} 2.0");
    }

    private boolean tokens(String model) {
        return metrics().lines()
            .filter((line) -> line.startsWith("inkwell_tokens_generated_total{"))
            .anyMatch((line) -> line.contains("gen_ai_request_model=\"" + model + "\"") && !line.endsWith(" 0.0"));
    }

    private List<String> gauges(String model) {
        return metrics().lines()
            .filter((line) -> Stream.of("inkwell_kv_usage{", "inkwell_requests_running{", "inkwell_requests_waiting{")
                .anyMatch(line::startsWith))
            .filter((line) -> line.contains("gen_ai_request_model=\"" + model + "\""))
            .toList();
    }

}

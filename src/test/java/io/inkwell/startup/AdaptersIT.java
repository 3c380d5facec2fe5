package io.inkwell.startup;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;
import io.inkwell.model.adapter.LoraConfig;
import io.inkwell.model.adapter.LoraTarget;
import io.inkwell.model.adapter.MergedCheckpoint;
import io.inkwell.model.adapter.RandomAdapter;
import io.inkwell.model.adapter.RecordedAdapter;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.registry.MemoryShares;
import io.inkwell.registry.ModelRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** A service with a base model, adapters, and the same adapter merged into a model. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { "inkwell.precision=float32", "inkwell.kv-cache.size=64MB", "inkwell.adapters.max=3",
                "inkwell.adapters.max-rank=8", "inkwell.security.api-keys[0].id=client",
                "inkwell.security.api-keys[0].sha256=3a09dd665a27b983ab55f7e6e8ac3c2b6614e6798e685f2dff684c8fdacbb8a0",
                "inkwell.security.api-keys[0].scopes=inference,explain,metrics",
                "inkwell.security.api-keys[1].id=operator",
                "inkwell.security.api-keys[1].sha256=4173ef02714a960f37f3132098d7739c39b14a5aa853b36cb90f8b0584b6227f",
                "inkwell.security.api-keys[1].scopes=admin" })
class AdaptersIT {

    private static final String CLIENT = "ink_client";

    private static final String OPERATOR = "ink_operator";

    private static final String PROMPT = "It is a truth universally acknowledged, that a single man in possession of a "
            + "good fortune, must be in want of a wife. However little known the feelings";

    @TempDir
    private static Path root;

    private final ServiceClient service;

    private final MemoryShares memory;

    private final ModelRegistry registry;

    AdaptersIT(@LocalServerPort int port, @Autowired MemoryShares memoryShares,
            @Autowired ModelRegistry modelRegistry) {
        this.service = new ServiceClient(port);
        this.registry = modelRegistry;
        this.memory = memoryShares;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        Path adapters = Files.createDirectory(root.resolve("adapters"));
        copy(RecordedAdapter.ALL.folder(), adapters.resolve("all"));
        copy(RecordedAdapter.SOME.folder(), adapters.resolve("some"));
        copy(RecordedAdapter.SOME.folder(), adapters.resolve("damaged"));
        Files.write(adapters.resolve("damaged/adapter_model.safetensors"), new byte[100]);
        copy(RecordedAdapter.SOME.folder(), adapters.resolve("dora"));
        Path dora = adapters.resolve("dora/adapter_config.json");
        Files.writeString(dora, Files.readString(dora).replace("\"use_dora\": false", "\"use_dora\": true"));
        write(adapters.resolve("high-rank"), 9, RecordedAdapter.embeddedConfig());
        write(adapters.resolve("other-base"), 2, Gpt2Config.read("""
                {"model_type": "gpt2", "n_embd": 16, "n_layer": 4, "n_head": 2, "vocab_size": 64, "n_positions": 8}
                """.getBytes(StandardCharsets.UTF_8)));
        Files.createSymbolicLink(adapters.resolve("link-out"), RecordedAdapter.ALL.folder().toAbsolutePath());
        Path merged = MergedCheckpoint.write(RecordedAdapter.ALL.read(), root.resolve("merged"));
        settings.add("inkwell.adapters.dir", adapters::toString);
        settings.add("inkwell.adapters.load", () -> "base:all");
        settings.add("inkwell.models[0].source", () -> "embedded");
        settings.add("inkwell.models[0].name", () -> "base");
        settings.add("inkwell.models[0].aliases", () -> "alias");
        settings.add("inkwell.models[1].source", merged::toString);
        settings.add("inkwell.models[1].name", () -> "merged");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void write(Path folder, int rank, Gpt2Config base) throws IOException {
        Files.createDirectory(folder);
        RandomAdapter.of(new LoraConfig(rank, 8, 0, Set.of(LoraTarget.ATTENTION_INPUT), false, ""), base, 0.1, rank)
            .write(folder);
    }

    @AfterEach
    void unload() {
        for (String name : List.of("some", "third", "fourth")) {
            post(OPERATOR, "/v1/unload_lora_adapter", "{\"lora_name\": \"" + name + "\"}");
        }
    }

    private Answer post(String key, String path, String body) {
        return this.service.send(request(key, path).header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
    }

    private Answer get(String path) {
        return this.service.send(request(CLIENT, path).build());
    }

    private HttpRequest.Builder request(String key, String path) {
        return this.service.to(path).header("Authorization", "Bearer " + key);
    }

    private Answer load(String fields) {
        return post(OPERATOR, "/v1/load_lora_adapter", "{" + fields + "}");
    }

    private Answer loadSome() {
        return load("\"lora_name\": \"some\", \"lora_path\": \"some\"");
    }

    private Answer complete(String model, String fields) {
        return post(CLIENT, "/v1/completions", "{\"model\": \"%s\", \"prompt\": \"%s\", \"max_tokens\": 24, %s}"
            .formatted(model, PROMPT, fields.contains("seed") ? fields.substring(1) : "\"temperature\": 0" + fields));
    }

    private static JsonNode choice(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("choices").get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", ", \"use_beam_search\": true, \"num_beams\": 3",
            ", \"top_k\": 4, \"penalty_alpha\": 0.6", ", \"seed\": 7" })
    void completesLikeTheMergedModel(String fields) {
        JsonNode adapted = choice(complete("base:all", fields));
        JsonNode merged = choice(complete("merged", fields));
        JsonNode base = choice(complete("base", fields));

        assertThat(adapted.get("text")).isEqualTo(merged.get("text")).isNotEqualTo(base.get("text"));
    }

    @Test
    void logprobsEqualThoseOfTheMergedModel() {
        JsonNode adapted = choice(complete("base:all", ", \"logprobs\": 1")).get("logprobs").get("token_logprobs");
        JsonNode merged = choice(complete("merged", ", \"logprobs\": 1")).get("logprobs").get("token_logprobs");

        assertThat(adapted.size()).isEqualTo(merged.size()).isGreaterThan(10);
        for (int i = 0; i < adapted.size(); i++) {
            assertThat(adapted.get(i).doubleValue()).isCloseTo(merged.get(i).doubleValue(), within(3e-5));
        }
    }

    @Test
    void embeddingsAndChatUseTheAdapter() {
        String input = "{\"model\": \"%s\", \"input\": \"It is a truth\"}";
        JsonNode adapted = post(CLIENT, "/v1/embeddings", input.formatted("base:all")).json();
        JsonNode merged = post(CLIENT, "/v1/embeddings", input.formatted("merged")).json();
        for (int i = 0; i < 8; i++) {
            assertThat(embedding(adapted).get(i).doubleValue()).isCloseTo(embedding(merged).get(i).doubleValue(),
                    within(1e-5));
        }
        String chat = "{\"model\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"Who?\"}], \"max_tokens\": 8, "
                + "\"temperature\": 0}";
        assertThat(choice(post(CLIENT, "/v1/chat/completions", chat.formatted("base:all"))).get("message"))
            .isEqualTo(choice(post(CLIENT, "/v1/chat/completions", chat.formatted("merged"))).get("message"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "all", "base:all" })
    void generateUsesTheAdapter(String adapter) {
        String generate = "{\"inputs\": \"It is a truth\", \"parameters\": {\"max_new_tokens\": 8, \"adapter_id\": \"%s\"}}";
        String complete = "{\"model\": \"base:all\", \"prompt\": \"It is a truth\", \"max_tokens\": 8, \"temperature\": 0}";

        assertThat(post(CLIENT, "/generate", generate.formatted(adapter)).json().path("generated_text"))
            .isEqualTo(choice(post(CLIENT, "/v1/completions", complete)).get("text"));
    }

    private static JsonNode embedding(JsonNode response) {
        return response.get("data").get(0).get("embedding");
    }

    @ParameterizedTest
    @ValueSource(strings = { "base:all", "alias:all", "default:all", "all" })
    void namesOfAnAdapterSelectIt(String name) {
        Answer answer = complete(name, "");

        assertThat(choice(answer).get("text")).isEqualTo(choice(complete("merged", "")).get("text"));
        assertThat(answer.json().get("model").stringValue()).isEqualTo("base:all");
    }

    @ParameterizedTest
    @ValueSource(strings = { "base:none", "merged:all", "none" })
    void unknownAdaptersAreNotFound(String name) {
        Answer answer = complete(name, "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().at("/error/code").stringValue()).isEqualTo("model_not_found");
    }

    @Test
    void adaptersShareNoCachedPrefix() {
        loadSome();
        String salt = ", \"cache_salt\": \"isolation\"";
        for (String model : List.of("base", "base:all", "base:some")) {
            assertThat(numCached(complete(model, salt))).as(model).isZero();
            assertThat(numCached(complete(model, salt))).as(model).isGreaterThan(16);
        }

        load("\"lora_name\": \"some\", \"lora_path\": \"some\", \"load_inplace\": true");

        assertThat(numCached(complete("base:some", salt))).isZero();
    }

    private static int numCached(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().at("/usage/prompt_tokens_details/cached_tokens").intValue();
    }

    @Test
    void requestsOfSeveralAdaptersRunTogether() {
        loadSome();
        List<String> models = List.of("base", "base:all", "base:some", "base", "base:all", "base:some");
        List<JsonNode> alone = models.stream().map((model) -> choice(complete(model, "")).get("text")).toList();

        List<CompletableFuture<JsonNode>> together = new ArrayList<>();
        for (String model : models) {
            together.add(CompletableFuture.supplyAsync(() -> choice(complete(model, "")).get("text")));
        }

        assertThat(together.stream().map(CompletableFuture::join).toList()).isEqualTo(alone);
    }

    @Test
    void listsAdaptersWithTheirBase() {
        JsonNode listed = get("/v1/models").json()
            .get("data")
            .valueStream()
            .filter((model) -> model.get("id").stringValue().equals("base:all"))
            .findFirst()
            .orElseThrow();

        assertThat(listed.get("parent").stringValue()).isEqualTo("base");
        assertThat(listed.get("root").stringValue()).isEqualTo("all");
        assertThat(listed.get("max_model_len").intValue()).isEqualTo(512);
        assertThat(get("/v1/models/all").json()).isEqualTo(listed);
        assertThat(get("/v1/models/base:none").status()).isEqualTo(404);
    }

    @Test
    void loadsAndUnloadsWithTheTextsOfVllm() {
        assertThat(loadSome()).extracting(Answer::status, Answer::body)
            .containsExactly(200, "Success: LoRA adapter 'some' added successfully.");
        assertThat(complete("some", "").status()).isEqualTo(200);
        Answer again = loadSome();
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.json().at("/error/message").stringValue())
            .isEqualTo("The lora adapter 'some' has already been loaded. If you want to load the adapter in place, set "
                    + "'load_inplace' to True.");
        assertThat(load("\"lora_name\": \"some\", \"lora_path\": \"all\", \"load_inplace\": true").status())
            .isEqualTo(200);
        assertThat(choice(complete("some", "")).get("text")).isEqualTo(choice(complete("merged", "")).get("text"));

        String name = "{\"lora_name\": \"some\"}";
        assertThat(post(OPERATOR, "/v1/unload_lora_adapter", name)).extracting(Answer::status, Answer::body)
            .containsExactly(200, "Success: LoRA adapter 'some' removed successfully.");
        assertThat(complete("some", "").status()).isEqualTo(404);
        Answer missing = post(OPERATOR, "/v1/unload_lora_adapter", name);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.json().at("/error/message").stringValue())
            .isEqualTo("The lora adapter 'some' cannot be found.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    "lora_name": "some"                             | Both 'lora_name' and 'lora_path' must be provided.
                    "lora_path": "some"                             | Both 'lora_name' and 'lora_path' must be provided.
                    "lora_name": "a:b", "lora_path": "some"         | lora_name must be 1 to 200 letters, digits or ._@/-
                    "lora_name": "base", "lora_path": "some"        | lora_name must not be the name of a model
                    "lora_name": "default", "lora_path": "some"     | lora_name must not be the name of a model
                    "lora_name": "some", "lora_path": "../merged"   | lora_path must be the name of a folder in
                    "lora_name": "some", "lora_path": "/etc"        | lora_path must be the name of a folder in
                    "lora_name": "some", "lora_path": "link-out"    | lora_path must be the name of a folder in
                    "lora_name": "some", "lora_path": "none"        | lora_path must be the name of a folder in
                    "lora_name": "some", "lora_path": "damaged"     | damaged/adapter_model.safetensors: the header
                    "lora_name": "some", "lora_path": "dora"        | dora/adapter_config.json: use_dora is not supported
                    "lora_name": "some", "lora_path": "high-rank"   | high-rank/adapter_config.json: r must be at most 8; given: 9
                    "lora_name": "some", "lora_path": "other-base"  | does not match r and the base model; expected shape: [2, 192]
                    """)
    void rejectsWhatItCannotLoad(String fields, String message) {
        Answer answer = load(fields);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().at("/error/message").stringValue()).contains(message).doesNotContain(root.toString());
        assertThat(complete("some", "").status()).isEqualTo(404);
    }

    @Test
    void rejectsAnUnknownBaseModel() {
        assertThat(load("\"lora_name\": \"some\", \"lora_path\": \"some\", \"base_model_name\": \"none\"").status())
            .isEqualTo(404);
    }

    @Test
    void aNameOfSeveralBasesNeedsTheBase() {
        assertThat(loadSome().status()).isEqualTo(200);
        assertThat(load("\"lora_name\": \"some\", \"lora_path\": \"some\", \"base_model_name\": \"merged\"").status())
            .isEqualTo(200);

        assertThat(complete("some", "").status()).isEqualTo(404);
        assertThat(complete("merged:some", "").status()).isEqualTo(200);
        assertThat(post(OPERATOR, "/v1/unload_lora_adapter", "{\"lora_name\": \"some\"}").status()).isEqualTo(400);
        assertThat(
                post(OPERATOR, "/v1/unload_lora_adapter", "{\"lora_name\": \"some\", \"base_model_name\": \"merged\"}")
                    .status())
            .isEqualTo(200);
    }

    @Test
    void limitsTheNumberOfAdapters() {
        assertThat(loadSome().status()).isEqualTo(200);
        assertThat(load("\"lora_name\": \"third\", \"lora_path\": \"some\"").status()).isEqualTo(200);

        Answer fourth = load("\"lora_name\": \"fourth\", \"lora_path\": \"some\"");

        assertThat(fourth.status()).isEqualTo(400);
        assertThat(fourth.json().at("/error/message").stringValue()).contains("inkwell.adapters.max are loaded: 3");
    }

    @Test
    void onlyOperatorsLoadAdapters() {
        assertThat(post(CLIENT, "/v1/load_lora_adapter", "{}").status()).isEqualTo(403);
        assertThat(post(CLIENT, "/v1/unload_lora_adapter", "{}").status()).isEqualTo(403);
        assertThat(
                this.service.send(this.service.to("/v1/load_lora_adapter").POST(BodyPublishers.ofString("{}")).build())
                    .status())
            .isEqualTo(401);
    }

    @Test
    void explanationsNameTheBaseModel() {
        Answer answer = post(CLIENT, "/v1/explain/next-token", "{\"model\": \"base:all\", \"prompt\": \"It is\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/message").stringValue()).isEqualTo(
                "model must be the base model \"base\", because explanations do not use adapters; given: the adapter "
                        + "\"base:all\"");
        assertThat(get("/v1/models/base:all/architecture").status()).isEqualTo(400);
    }

    @Test
    void requestsKeepAnAdapterThatIsUnloadedMeanwhile() {
        String long400 = "{\"model\": \"some\", \"prompt\": \"It is\", \"max_tokens\": 400, \"temperature\": 0, "
                + "\"ignore_eos\": true}";
        long before = this.memory.left();
        loadSome();
        long loaded = this.memory.left();
        assertThat(loaded).isLessThan(before);
        JsonNode expected = choice(post(CLIENT, "/v1/completions", long400)).get("text");
        List<CompletableFuture<Answer>> running = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            running.add(CompletableFuture.supplyAsync(() -> post(CLIENT, "/v1/completions", long400)));
        }
        await().until(() -> this.registry.status("base").numUses() == 4 || running.stream().anyMatch(Future::isDone));

        assertThat(post(OPERATOR, "/v1/unload_lora_adapter", "{\"lora_name\": \"some\"}").status()).isEqualTo(200);

        running.forEach((answer) -> assertThat(choice(answer.join()).get("text")).isEqualTo(expected));
        await().until(() -> this.memory.left() == before);
        assertThat(complete("base:some", "").status()).isEqualTo(404);
    }

}

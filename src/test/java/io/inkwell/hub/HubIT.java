package io.inkwell.hub;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.SmallDisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Downloads from a hub on the loopback interface. */
class HubIT {

    private static final String WEIGHTS = "model.safetensors";

    private static final HubId ID = new HubId("owner/name", "main");

    @TempDir
    private Path folder;

    private final List<Duration> pauses = new ArrayList<>();

    private final RetryPolicy policy = policy(Duration.ofMinutes(1));

    private LoopbackHub hub;

    @BeforeEach
    void startHub() throws IOException {
        this.hub = new LoopbackHub("owner/name", Files.createDirectory(this.folder.resolve("repository")));
        byte[] weights = new byte[2_000_000];
        new Random(1).nextBytes(weights);
        this.hub.put(WEIGHTS, weights);
        this.hub.put("config.json", text("{}"));
        this.hub.put("tokenizer.json", text("{\"a\": 1}"));
        this.hub.put("README.md", text("not needed"));
        this.hub.put("pytorch_model.bin", text("not needed"));
    }

    @AfterEach
    void stopHub() {
        this.hub.close();
    }

    @Test
    void downloadsIntoTheLayoutOfHuggingfaceHub() throws IOException {
        Path snapshot = hub().fetch(ID, HubProgress.NONE);

        Path entry = cache().resolve("models--owner--name");
        assertThat(snapshot).isEqualTo(entry.resolve("snapshots/" + LoopbackHub.COMMIT));
        assertThat(entry.resolve("refs/main")).hasContent(LoopbackHub.COMMIT);
        assertThat(Files.readSymbolicLink(snapshot.resolve(WEIGHTS)))
            .isEqualTo(Path.of("../../blobs", Hashes.sha256(this.hub.content(WEIGHTS))));
        assertThat(Files.readSymbolicLink(snapshot.resolve("config.json")))
            .isEqualTo(Path.of("../../blobs", Hashes.gitSha1(text("{}"))));
        assertThat(snapshot.resolve(WEIGHTS)).hasBinaryContent(this.hub.content(WEIGHTS));
        try (var files = Files.list(snapshot)) {
            assertThat(files.map((file) -> file.getFileName().toString())).containsExactlyInAnyOrder("config.json",
                    "tokenizer.json", WEIGHTS);
        }
    }

    @Test
    void downloadsNothingTwice() throws IOException {
        hub().fetch(ID, HubProgress.NONE);
        int before = this.hub.requests().size();

        hub().fetch(ID, HubProgress.NONE);

        assertThat(this.hub.requests().subList(before, this.hub.requests().size())).singleElement()
            .extracting(LoopbackHub.Request::path)
            .isEqualTo("/api/models/owner/name/revision/main");
    }

    @Test
    void servesTheCacheOffline() throws IOException {
        Path snapshot = hub().fetch(ID, HubProgress.NONE);
        this.hub.close();

        assertThat(hub().fetch(ID, HubProgress.NONE)).as("without a connection").isEqualTo(snapshot);
        assertThat(new Hub(settings(null, true), DescriptionCheck.NONE, this.policy).find(ID)).as("with HF_HUB_OFFLINE")
            .contains(snapshot);
        Files.delete(snapshot.resolve("config.json"));
        assertThatExceptionOfType(HubException.class)
            .isThrownBy(
                    () -> new Hub(settings(null, true), DescriptionCheck.NONE, this.policy).fetch(ID, HubProgress.NONE))
            .withMessageStartingWith("HF_HUB_OFFLINE is set, and the cache");
        assertThatExceptionOfType(HubException.class).isThrownBy(() -> hub().fetch(ID, HubProgress.NONE))
            .withMessageContaining("cannot be reached")
            .withMessageContaining("no complete copy of owner/name");
    }

    @Test
    void sendsTheTokenToTheEndpointOnly() throws IOException {
        new Hub(settings("hf_secret", false), DescriptionCheck.NONE, this.policy).fetch(ID, HubProgress.NONE);

        List<LoopbackHub.Request> requests = this.hub.requests();
        assertThat(requests).filteredOn((each) -> each.host().startsWith("localhost"))
            .isNotEmpty()
            .allMatch((each) -> each.authorization() == null);
        assertThat(requests).filteredOn((each) -> each.host().startsWith("127.0.0.1"))
            .isNotEmpty()
            .allMatch((each) -> "Bearer hf_secret".equals(each.authorization()));
    }

    @Test
    void resumesACutDownload() throws IOException {
        this.hub.faults().cut(2, 700_000);

        Path snapshot = hub().fetch(ID, HubProgress.NONE);

        assertThat(snapshot.resolve(WEIGHTS)).hasBinaryContent(this.hub.content(WEIGHTS));
        // The client may lose the last bytes before a cut.
        assertThat(this.hub.requests()).filteredOn((each) -> each.path().endsWith("/cdn/" + WEIGHTS))
            .extracting(LoopbackHub.Request::range)
            .hasSize(3)
            .element(2)
            .asString()
            .matches("bytes=1[0-4]\\d{5}-");
    }

    @Test
    void resumesInTheNextProcess() throws IOException {
        this.hub.faults().cut(4, 0);
        assertThatExceptionOfType(HubException.class).isThrownBy(() -> hub().fetch(ID, HubProgress.NONE))
            .withMessage("the download of model.safetensors of owner/name stopped 3 times at byte 0 "
                    + "(the connection was cut): start again to resume");
        Path incomplete = incomplete();
        Files.write(incomplete, Arrays.copyOf(this.hub.content(WEIGHTS), 500_000));
        this.hub.faults().cut(0, 0);

        Path snapshot = hub().fetch(ID, HubProgress.NONE);

        assertThat(this.hub.requests().stream().map(LoopbackHub.Request::range)).contains("bytes=500000-");
        assertThat(snapshot.resolve(WEIGHTS)).hasBinaryContent(this.hub.content(WEIGHTS));
        assertThat(incomplete).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void discardsAnEarlierAttemptWithOtherContent(boolean knowsRanges) throws IOException {
        if (!knowsRanges) {
            this.hub.faults().ignoreRanges();
        }
        Files.createDirectories(incomplete().getParent());
        Files.write(incomplete(), new byte[500_000]);

        Path snapshot = hub().fetch(ID, HubProgress.NONE);

        assertThat(snapshot.resolve(WEIGHTS)).hasBinaryContent(this.hub.content(WEIGHTS));
    }

    @Test
    void stopsAStalledDownloadInsteadOfARepetition() {
        this.hub.faults().cut(1, 100);
        this.hub.faults().stall();
        RetryPolicy impatient = new RetryPolicy(3, Duration.ofMillis(1), Duration.ofSeconds(5), Duration.ofSeconds(5),
                this.pauses::add);
        HubProgress progress = HubProgress.NONE.stoppingIf(() -> numWeightRequests() > 0);

        assertThatExceptionOfType(InterruptedIOException.class)
            .isThrownBy(() -> new Hub(settings(null, false), DescriptionCheck.NONE, impatient).fetch(ID, progress))
            .withMessage("the download of model.safetensors of owner/name is stopped");

        assertThat(numWeightRequests()).isEqualTo(1);
    }

    private long numWeightRequests() {
        return this.hub.requests().stream().filter((request) -> request.path().startsWith("/cdn/")).count();
    }

    @Test
    void continuesAfterAStall() throws IOException {
        this.hub.faults().cut(1, 700_000);
        this.hub.faults().stall();

        Path snapshot = hub(policy(Duration.ofSeconds(5))).fetch(ID, HubProgress.NONE);

        assertThat(snapshot.resolve(WEIGHTS)).hasBinaryContent(this.hub.content(WEIGHTS));
        // The client may lose the last bytes before the stall.
        assertThat(this.hub.requests()).filteredOn((each) -> each.path().endsWith("/cdn/" + WEIGHTS))
            .extracting(LoopbackHub.Request::range)
            .hasSize(2)
            .element(1)
            .asString()
            .matches("bytes=[4-7]\\d{5}-");
    }

    @Test
    void reportsAListOfFilesThatStalls() {
        this.hub.faults().stallLists();

        assertThatExceptionOfType(HubException.class)
            .isThrownBy(() -> hub(policy(Duration.ofSeconds(1))).fetch(ID, HubProgress.NONE))
            .withMessageStartingWith("the hub at " + this.hub.endpoint() + " cannot be reached (no response in time)");
    }

    @Test
    void rejectsAWrongHashAndKeepsNothing() {
        this.hub.faults().listWrongHash();

        assertThatExceptionOfType(HubException.class).isThrownBy(() -> hub().fetch(ID, HubProgress.NONE))
            .withMessageStartingWith("model.safetensors of owner/name arrived with the SHA-256 ")
            .withMessageContaining("was deleted");
        assertThat(cache().resolve("models--owner--name/blobs/" + "0".repeat(64))).doesNotExist();
        assertThat(cache().resolve("models--owner--name/blobs/" + "0".repeat(64) + ".inkwell.incomplete"))
            .doesNotExist();
    }

    @Test
    void rejectsAFileForWhichThereIsNoSpace() {
        this.hub.faults().listSize(1L << 60);

        assertThatExceptionOfType(HubException.class).isThrownBy(() -> hub().fetch(ID, HubProgress.NONE))
            .withMessageContaining("cannot be written to " + cache())
            .withMessageContaining("MB are free");
    }

    @Test
    void rejectsACacheThatCannotBeWritten() throws IOException {
        Files.createFile(cache());

        assertThatExceptionOfType(HubException.class).isThrownBy(() -> hub().fetch(ID, HubProgress.NONE))
            .withMessageStartingWith("the cache folder " + cache() + " cannot be written")
            .withMessageContaining("set HF_HOME or HF_HUB_CACHE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    401 | RepoNotFound     | has no repository owner/name for anonymous users: check the spelling, or set HF_TOKEN
                    404 | RepoNotFound     | has no repository owner/name for anonymous users: check the spelling, or set HF_TOKEN
                    404 | RevisionNotFound | the repository owner/name has no revision "main"
                    403 | GatedRepo        | access to the repository owner/name is restricted: accept its conditions at http://127.0.0.1
                    401 | GatedRepo        | set HF_TOKEN to a token of that account
                    503 | ''               | returns status 503 for owner/name: start again later
                    """)
    void describesARejection(int status, String code, String message) {
        this.hub.faults().reject(9, status, Map.of("X-Error-Code", code));

        assertThatExceptionOfType(HubException.class).isThrownBy(() -> hub().fetch(ID, HubProgress.NONE))
            .withMessageContaining(message);
    }

    @Test
    void waitsForTheRateLimitWithinBounds() throws IOException {
        this.hub.faults().reject(1, 429, Map.of("Retry-After", "1"));
        hub().fetch(ID, HubProgress.NONE);
        assertThat(this.pauses).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void rejectsALongWaitForTheRateLimit() {
        this.hub.faults().reject(1, 429, Map.of("Retry-After", "600"));

        assertThatExceptionOfType(HubException.class).isThrownBy(() -> hub().fetch(ID, HubProgress.NONE))
            .withMessageContaining("requests a wait of 600 s");
    }

    @ParameterizedTest
    @ValueSource(ints = { 429, 500, 503 })
    void returnsTheCachedCopyWhileTheHubIsBusy(int status) throws IOException {
        Path snapshot = hub().fetch(ID, HubProgress.NONE);

        this.hub.faults().reject(9, status, Map.of("Retry-After", "600"));

        assertThat(hub().fetch(ID, HubProgress.NONE)).isEqualTo(snapshot);
    }

    @Test
    void rejectsACachedModelThatTheHubNoLongerHas() throws IOException {
        hub().fetch(ID, HubProgress.NONE);

        this.hub.faults().reject(9, 404, Map.of("X-Error-Code", "RepoNotFound"));

        assertThatExceptionOfType(HubException.class).isThrownBy(() -> hub().fetch(ID, HubProgress.NONE))
            .withMessageContaining("has no repository owner/name");
    }

    @ParameterizedTest
    @ValueSource(strings = { "file:///etc/passwd", "ftp://localhost/a", "https://" })
    void followsNoRedirectToAnotherScheme(String target) {
        this.hub.faults().redirectTo(target);

        assertThatExceptionOfType(HubException.class).isThrownBy(() -> hub().fetch(ID, HubProgress.NONE))
            .withMessageContaining("redirects to \"" + target + "\", which is not an");
    }

    @Test
    void downloadsShards() throws IOException {
        byte[] weights = this.hub.content(WEIGHTS);
        this.hub.remove(WEIGHTS);
        this.hub.put("model-00001-of-00002.safetensors", weights);
        this.hub.put("model-00002-of-00002.safetensors", text("second"));
        this.hub.put("model-00003-of-00003.safetensors", text("of another index"));
        this.hub.put("model.safetensors.index.json", text("""
                {"weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}"""));

        Path snapshot = hub().fetch(ID, HubProgress.NONE);

        assertThat(snapshot.resolve("model-00001-of-00002.safetensors")).hasBinaryContent(weights);
        assertThat(snapshot.resolve("model-00002-of-00002.safetensors")).hasContent("second");
        assertThat(snapshot.resolve("model-00003-of-00003.safetensors")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = { "../../etc/cron.d/x", "/etc/x", "a/../b.safetensors" })
    void rejectsShardsOutsideOfTheRepository(String shard) {
        this.hub.remove(WEIGHTS);
        this.hub.put("model.safetensors.index.json", text("{\"weight_map\": {\"a\": \"" + shard + "\"}}"));

        assertThatExceptionOfType(HubException.class).isThrownBy(() -> hub().fetch(ID, HubProgress.NONE))
            .withMessageContaining("is not a file name");
    }

    @Test
    void rejectsAPickleAndNamesThePullRequestWithSafetensors() throws IOException {
        this.hub.remove(WEIGHTS);
        this.hub.putInPullRequest(7, WEIGHTS, text("converted"));
        this.hub.putInPullRequest(12, "README.md", text("better"));

        assertThatExceptionOfType(HubException.class).isThrownBy(() -> hub().fetch(ID, HubProgress.NONE))
            .withMessage("the repository owner/name has its weights only as pytorch_model.bin, a pickle, which can run "
                    + "code and is not loaded: set owner/name@refs/pr/7, a pull request with safetensors weights, "
                    + "after a look at its author");
        assertThat(hub().fetch(new HubId("owner/name", "refs/pr/7"), HubProgress.NONE).resolve(WEIGHTS))
            .hasContent("converted");
    }

    @Test
    void rejectsAPickleWithoutAConvertedRevision() {
        this.hub.remove(WEIGHTS);

        assertThatExceptionOfType(HubException.class).isThrownBy(() -> hub().fetch(ID, HubProgress.NONE))
            .withMessageContaining("has its weights only as pytorch_model.bin")
            .withMessageEndingWith("load it with transformers, call model.save_pretrained and "
                    + "tokenizer.save_pretrained, and set that folder");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    adapter_config.json,adapter_model.safetensors | is a LoRA adapter without a base model: merge it with PEFT, merge_and_unload().save_pretrained(folder), and set that folder
                    config.json,gpt2.Q4_K_M.gguf                  | has GGUF files of llama.cpp: set the repository of the safetensors checkpoint that they were converted from
                    config.json,tf_model.h5                       | has no model.safetensors: set the id of a GPT-2 checkpoint with safetensors weights
                    model.safetensors,README.md                   | has no config.json: set the id of a GPT-2 checkpoint with safetensors weights
                    """)
    void rejectsARepositoryWithoutACheckpoint(String files, String problem) {
        for (String file : List.of(WEIGHTS, "config.json", "tokenizer.json", "README.md", "pytorch_model.bin")) {
            this.hub.remove(file);
        }
        for (String file : files.split(",")) {
            this.hub.put(file, text("{}"));
        }

        assertThatExceptionOfType(HubException.class).isThrownBy(() -> hub().fetch(ID, HubProgress.NONE))
            .withMessage("the repository owner/name " + problem);
    }

    @Test
    void downloadsNoWeightsOfAModelThatCannotBeServed() {
        DescriptionCheck check = (snapshot) -> {
            throw new IOException("config.json: not " + Files.readString(snapshot.resolve("config.json")));
        };

        assertThatExceptionOfType(HubException.class)
            .isThrownBy(() -> new Hub(settings(null, false), check, this.policy).fetch(ID, HubProgress.NONE))
            .withMessage("the repository owner/name is not a GPT-2 checkpoint that can be served: config.json: not {}");
        assertThat(this.hub.requests()).noneMatch((request) -> request.path().endsWith(WEIGHTS));
        assertThat(cache().resolve("models--owner--name/refs/main")).doesNotExist();
    }

    @Test
    void namesTheFullDiskAndResumesWhenThereIsSpace() throws Exception {
        assumeThat(SmallDisk.isPossible()).as("this user may mount a file system").isTrue();

        FullDisk.Result result = FullDisk.fetch(this.hub.endpoint(), this.folder);

        assertThat(result.failure()).startsWith("model.safetensors of owner/name cannot be written to ")
            .contains("No space left on device")
            .endsWith("free space there, or set HF_HOME to a folder on another disk");
        assertThat(result.second()).isEqualTo("complete");
        assertThat(this.hub.requests()).filteredOn((each) -> each.path().endsWith("/cdn/" + WEIGHTS))
            .extracting(LoopbackHub.Request::range)
            .hasSize(2)
            .element(1)
            .asString()
            .matches("bytes=[1-9]\\d+-");
    }

    @Test
    void fetchesTheRevisionOfAPullRequest() throws IOException {
        hub().fetch(new HubId("owner/name", "refs/pr/1"), HubProgress.NONE);

        assertThat(cache().resolve("models--owner--name/refs/refs/pr/1")).hasContent(LoopbackHub.COMMIT);
    }

    @Test
    void twoAtOnceDownloadOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Path>> snapshots = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                snapshots.add(threads.submit(() -> hub().fetch(ID, HubProgress.NONE)));
            }
            for (Future<Path> snapshot : snapshots) {
                assertThat(snapshot.get().resolve(WEIGHTS)).hasBinaryContent(this.hub.content(WEIGHTS));
            }
        }
        finally {
            threads.shutdownNow();
        }
        assertThat(this.hub.requests()).filteredOn((each) -> each.path().endsWith("/cdn/" + WEIGHTS)).hasSize(1);
    }

    private Path incomplete() {
        return cache()
            .resolve("models--owner--name/blobs/" + Hashes.sha256(this.hub.content(WEIGHTS)) + ".inkwell.incomplete");
    }

    private Path cache() {
        return this.folder.resolve("cache");
    }

    private Hub hub() {
        return hub(this.policy);
    }

    private Hub hub(RetryPolicy policy) {
        return new Hub(settings(null, false), DescriptionCheck.NONE, policy);
    }

    private RetryPolicy policy(Duration stall) {
        return new RetryPolicy(3, Duration.ofMillis(1), Duration.ofSeconds(5), stall, this.pauses::add);
    }

    private HubSettings settings(@Nullable String token, boolean offline) {
        return new HubSettings(URI.create(this.hub.endpoint()), token, cache(), offline, HubProxies.NONE);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

}

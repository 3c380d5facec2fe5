package io.inkwell.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.error.ErrorKind;
import io.inkwell.model.adapter.LoraConfig;
import io.inkwell.model.adapter.RandomAdapter;
import io.inkwell.model.adapter.RecordedAdapter;
import io.inkwell.registry.adapter.AdapterLimits;
import io.inkwell.registry.adapter.Adapters;
import io.inkwell.registry.adapter.AdaptersFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Adapters leave memory with their base model, and return with it. */
class IdleAdaptersIT extends ModelRegistryTest {

    private static final String ID = "base:poems";

    private static final int MAX = 2;

    @TempDir
    private Path folder;

    private Instant now = Instant.EPOCH;

    private Path adapter;

    private Adapters adapters;

    @BeforeEach
    void copyAdapter() throws IOException {
        this.adapters = Adapters.of(this.registry, new AdaptersFolder(this.folder), new AdapterLimits(MAX, 8),
                () -> this.now);
        this.adapter = Files.createDirectory(this.folder.resolve("poems"));
        try (Stream<Path> files = Files.list(RecordedAdapter.ALL.folder())) {
            for (Path file : files.toList()) {
                Files.copy(file, this.adapter.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void adapterReturnsBeforeItsBaseModelGetsRequests() {
        addAndLoad(idling("base"));
        this.adapters.load("poems", "poems", "base", false);
        long whileLoaded = this.memory.left();
        unload();

        this.registry.acquire("base").join().close();

        assertThat(this.memory.left()).isEqualTo(whileLoaded);
        assertThat(hasAdapter()).isTrue();
    }

    @Test
    void requestLoadsTheBaseModelAndItsAdapter() {
        addAndLoad(idling("base"));
        this.adapters.load("poems", "poems", "base", false);
        unload();

        assertThat(hasAdapter()).isTrue();
    }

    @Test
    void requestTriesAgainToLoadAnAdapterThatCouldNotReturn() throws IOException {
        addAndLoad(idling("base"));
        this.adapters.load("poems", "poems", "base", false);
        unload();
        Path moved = Files.move(this.adapter, this.folder.resolve("moved"));

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(CompletionException.class).isThrownBy(this::hasAdapter)
                .withMessageContaining("the adapter \"base:poems\" could not be loaded;");
        }
        assertThat(this.registry.status("base").numUses()).isZero();
        Files.move(moved, this.adapter);

        assertThat(hasAdapter()).isTrue();
    }

    @Test
    void loadingAnAdapterLoadsItsBaseModel() {
        this.registry.add(idling("base"));

        this.adapters.load("poems", "poems", "base", false);

        assertThat(state("base")).isEqualTo(ModelState.READY);
        assertThat(hasAdapter()).isTrue();
    }

    @Test
    void anAdapterIsReadOnlyIfThereIsMemoryForIt() throws IOException {
        addAndLoad(idling("base"));
        LoraConfig config = LoraConfig.read(this.adapter);
        RandomAdapter.of(config, RecordedAdapter.embeddedConfig(), Double.NaN, 1).write(this.adapter);
        assertFails(() -> this.adapters.load("poems", "poems", "base", false), ErrorKind.INVALID_REQUEST,
                "must contain only finite values");

        this.memory.keep(this, this.memory.left());

        assertFails(() -> this.adapters.load("poems", "poems", "base", false), ErrorKind.UNAVAILABLE,
                "The adapter needs");
        assertThat(this.memory.left()).isZero();
    }

    @Test
    void aRequestLoadsAnAdapterOnDemandWhichLeavesMemoryWhenItIsIdle() {
        addAndLoad(embedded("base"));
        long without = this.memory.left();
        this.adapters.addOnDemand(ID, this.adapter, IDLE_TIMEOUT);
        assertThat(this.adapters.find(ID)).isPresent();
        assertThat(this.memory.left()).isEqualTo(without);

        assertThat(hasAdapter()).isTrue();
        assertThat(this.memory.left()).isLessThan(without);
        this.now = this.now.plus(IDLE_TIMEOUT).minusSeconds(1);
        this.adapters.unloadIdle();
        assertThat(this.memory.left()).isLessThan(without);
        this.now = this.now.plusSeconds(1);
        this.adapters.unloadIdle();
        assertThat(this.memory.left()).isEqualTo(without);

        assertThat(hasAdapter()).isTrue();
        this.adapters.remove(ID);
        assertThat(this.memory.left()).isEqualTo(without);
        assertFails(this::hasAdapter, ErrorKind.UNKNOWN_MODEL, "must name a loaded adapter");
    }

    @Test
    void theAdapterOnDemandThatWasUsedFirstMakesRoomForOthers() {
        addAndLoad(embedded("base"));
        long without = this.memory.left();
        for (int i = 0; i <= MAX; i++) {
            this.adapters.addOnDemand("base:a" + i, this.adapter, IDLE_TIMEOUT);
        }
        long size = 0;
        for (int i = 0; i <= MAX; i++) {
            this.now = this.now.plusSeconds(1);
            this.adapters.acquire("base:a" + i).join().close();
            size = (i == 0) ? without - this.memory.left() : size;
        }

        assertThat(this.memory.left()).isEqualTo(without - MAX * size);
        this.adapters.load("poems", "poems", "base", false);
        assertThat(this.memory.left()).isEqualTo(without - (MAX + 1) * size);
    }

    @Test
    void requestsThatUnloadTheAdaptersOfOthersAllSucceed() {
        addAndLoad(embedded("base"));
        IntStream.rangeClosed(0, MAX)
            .forEach((i) -> this.adapters.addOnDemand("base:a" + i, this.adapter, IDLE_TIMEOUT));

        List<CompletableFuture<Void>> clients = IntStream.rangeClosed(0, MAX)
            .mapToObj((i) -> CompletableFuture.runAsync(() -> acquireOften("base:a" + i)))
            .toList();

        assertThat(clients).allSatisfy((client) -> assertThat(client).succeedsWithin(Duration.ofMinutes(2)));
        assertThat(this.registry.status("base").numUses()).isZero();
    }

    private void acquireOften(String id) {
        for (int i = 0; i < 50; i++) {
            this.adapters.acquire(id).join().close();
        }
    }

    @Test
    void anOperatorCannotReplaceAnAdapterOnDemand() {
        addAndLoad(embedded("base"));
        this.adapters.addOnDemand(ID, this.adapter, IDLE_TIMEOUT);

        assertFails(() -> this.adapters.load("poems", "poems", "base", true), ErrorKind.INVALID_REQUEST,
                "must not be that of an adapter that the service has trained");
        assertFails(() -> this.adapters.unload("poems", null), ErrorKind.NOT_FOUND, "cannot be found");
        assertFails(() -> this.adapters.addOnDemand(ID, this.adapter, IDLE_TIMEOUT), ErrorKind.CONFLICT, "taken");
        assertFails(() -> this.adapters.addOnDemand("other:poems", this.adapter, IDLE_TIMEOUT), ErrorKind.UNKNOWN_MODEL,
                "no other is served");
    }

    private void unload() {
        pass(IDLE_TIMEOUT);
        await().until(() -> this.memory.left() == PLENTY - KV_CACHE_BYTES);
    }

    private boolean hasAdapter() {
        try (ModelUse use = this.adapters.acquire(ID).join()) {
            return use.model().adapter() != null && use.model().name().equals(ID);
        }
    }

}

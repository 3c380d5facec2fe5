package io.inkwell.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @TempDir
    private Path folder;

    private Path adapter;

    private Adapters adapters;

    @BeforeEach
    void copyAdapter() throws IOException {
        this.adapters = Adapters.of(this.registry, new AdaptersFolder(this.folder), new AdapterLimits(4, 8),
                InstantSource.system());
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
                .withMessageContaining("the adapter \"base:poems\" could not be loaded again");
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

package io.inkwell.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.error.ErrorKind;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** A load that fails leaves the other models, and can be repeated. */
class FailedLoadIT extends ModelRegistryTest {

    @TempDir
    private Path folder;

    @Test
    void failedModelDoesNotStopOthersAndCanBeLoadedAgain() throws IOException {
        Path missing = this.folder.resolve("checkpoint");
        this.registry.add(spec("broken", missing.toString(), null));
        addAndLoad(embedded("one"));

        assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> this.registry.load("broken").join());

        assertThat(this.registry.status("broken").problem()).contains(missing.toString(), "there is no such folder");
        assertThat(state("broken")).isEqualTo(ModelState.FAILED);
        assertFails(() -> this.registry.acquire("broken"), ErrorKind.UNAVAILABLE,
                "the model \"broken\" could not be loaded; the operator of the service can see why");
        assertThat(nameOf("one")).isEqualTo("one");

        copyEmbeddedTo(missing);
        this.registry.load("broken").join();
        assertThat(nameOf("broken")).isEqualTo("broken");
        assertThat(this.registry.status("broken").problem()).isNull();
    }

    @Test
    void modelWhoseFilesAreRemovedIsServedUntilItsNextLoad() throws IOException {
        Path removed = this.folder.resolve("removed");
        Path weights = removed.resolve("model.safetensors");
        copyEmbeddedTo(removed);
        addAndLoad(spec("removed", removed.toString(), IDLE_TIMEOUT));
        addAndLoad(embedded("one"));
        Files.delete(weights);
        assertThat(nameOf("removed")).isEqualTo("removed");

        pass(IDLE_TIMEOUT);
        assertThat(state("removed")).isEqualTo(ModelState.UNLOADED);
        assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> this.registry.acquire("removed").join())
            .withMessageContaining("the model \"removed\" could not be loaded");

        assertThat(state("removed")).isEqualTo(ModelState.FAILED);
        assertThat(this.registry.status("removed").problem()).contains(removed.toString(), "model.safetensors");
        assertThat(nameOf("one")).isEqualTo("one");
        Files.copy(EmbeddedCheckpoint.FOLDER.resolve("model.safetensors"), weights);
        this.registry.load("removed").join();
        assertThat(nameOf("removed")).isEqualTo("removed");
    }

    private static void copyEmbeddedTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String file : List.of("config.json", "model.safetensors", "tokenizer.json")) {
            Files.copy(EmbeddedCheckpoint.FOLDER.resolve(file), folder.resolve(file));
        }
    }

    @Test
    void requestAfterAFailedLoadWaitsForTheNextOne() {
        AtomicBoolean isFirst = new AtomicBoolean(true);
        this.registry = new ModelRegistry((spec, cancelled) -> {
            if (isFirst.getAndSet(false)) {
                throw new InsufficientMemoryException("for a test");
            }
            return load(spec, cancelled);
        }, this.memory, UnknownModel.REFUSE, InstantSource.system());
        List<CompletableFuture<ModelUse>> next = new CopyOnWriteArrayList<>();
        this.registry.addListener(new ModelListener() {
            @Override
            public void onFailure(ModelSpec spec, String problem, Throwable failure) {
                next.add(FailedLoadIT.this.registry.acquire(spec.name()));
            }
        });
        this.registry.add(embedded("one"));
        CompletableFuture<ModelUse> first = this.registry.acquire("one");

        await().until(() -> !next.isEmpty());
        next.get(0).join().close();
        assertThatExceptionOfType(CompletionException.class).isThrownBy(first::join)
            .withMessageContaining("there is no memory to load it");
        assertThat(state("one")).isEqualTo(ModelState.READY);
    }

    @Test
    void errorOfTheLoaderFailsOnlyItsModel() {
        this.registry = new ModelRegistry((spec, cancelled) -> {
            if (spec.name().equals("deep")) {
                throw new StackOverflowError("for a test");
            }
            return load(spec, cancelled);
        }, this.memory, UnknownModel.REFUSE, InstantSource.system());
        this.registry.add(embedded("deep"));
        this.registry.load("deep");
        addAndLoad(embedded("one"));

        assertThat(state("deep")).isEqualTo(ModelState.FAILED);
        assertThat(this.registry.status("deep").problem()).contains("internal error", "StackOverflowError");
    }

}

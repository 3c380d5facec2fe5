package io.inkwell.registry;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.inkwell.model.checkpoint.Precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** The removal of a model cancels its load. */
class CancelledLoadTests {

    private static final long MEMORY = 1 << 20;

    private final MemoryShares memory = new MemoryShares(MEMORY);

    private final List<String> started = new CopyOnWriteArrayList<>();

    private final List<String> cancelled = new CopyOnWriteArrayList<>();

    private final List<String> failures = new CopyOnWriteArrayList<>();

    private final ModelRegistry registry = new ModelRegistry(this::load, this.memory, UnknownModel.REFUSE,
            InstantSource.system());

    CancelledLoadTests() {
        this.registry.addListener(new ModelListener() {
            @Override
            public void onFailure(ModelSpec spec, String problem, Throwable failure) {
                CancelledLoadTests.this.failures.add(spec.name());
            }
        });
    }

    /** A load that lasts until it is interrupted. */
    private LoadedModel load(ModelSpec spec, BooleanSupplier isCancelled) throws IOException {
        if (!isCancelled.getAsBoolean()) {
            this.started.add(spec.name());
        }
        try {
            new CountDownLatch(1).await();
        }
        catch (InterruptedException ex) {
            if (isCancelled.getAsBoolean()) {
                this.cancelled.add(spec.name());
            }
            Thread.currentThread().interrupt();
        }
        throw new IOException("interrupted, for a test");
    }

    private void addAndLoad(String name) {
        this.registry.add(new ModelSpec(name, List.of(), ModelSource.EMBEDDED, Precision.FLOAT32, 1, 1, null));
        this.registry.load(name);
    }

    private List<String> names() {
        return this.registry.statuses().stream().map(ModelStatus::name).toList();
    }

    @AfterEach
    void close() {
        names().forEach(this.registry::remove);
        this.registry.close();
    }

    /** The second load would end at once if the thread was still interrupted. */
    @Test
    void interruptsTheLoaderAndLeavesTheThreadToTheNextLoad() {
        for (String name : List.of("one", "two")) {
            addAndLoad(name);
            await().until(() -> this.started.contains(name));
            CompletableFuture<ModelUse> request = this.registry.acquire(name);

            assertThat(this.registry.remove(name).state()).isEqualTo(ModelState.UNLOADING);

            assertUnknown(request, "no model is served");
            await().until(() -> names().isEmpty());
        }
        assertThat(this.cancelled).containsExactly("one", "two");
        assertThat(this.failures).isEmpty();
        assertThat(this.memory.left()).isEqualTo(MEMORY);
    }

    @Test
    void forgetsAModelAtOnceWhoseLoadHasNotStarted() {
        addAndLoad("one");
        await().until(() -> this.started.contains("one"));
        addAndLoad("two");
        CompletableFuture<ModelUse> request = this.registry.acquire("two");

        assertThat(this.registry.remove("two").state()).isEqualTo(ModelState.UNLOADED);

        assertThat(names()).containsExactly("one");
        assertUnknown(request, "one of [one]");
        addAndLoad("three");
        this.registry.remove("one");
        await().until(() -> this.started.contains("three"));
        assertThat(this.started).containsExactly("one", "three");
        assertThat(this.cancelled).containsExactly("one");
    }

    private static void assertUnknown(CompletableFuture<ModelUse> request, String message) {
        assertThatExceptionOfType(CompletionException.class).isThrownBy(request::join).withMessageContaining(message);
    }

}

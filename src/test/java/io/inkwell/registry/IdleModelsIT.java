package io.inkwell.registry;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Models without requests leave memory, and make room for others. */
class IdleModelsIT extends ModelRegistryTest {

    @Test
    void idleModelLeavesMemoryUntilTheNextRequest() {
        addAndLoad(idling("one"));
        long whileLoaded = this.memory.left();

        pass(IDLE_TIMEOUT.minusNanos(1));
        assertThat(state("one")).isEqualTo(ModelState.READY);
        pass(Duration.ofNanos(1));

        assertThat(state("one")).isEqualTo(ModelState.UNLOADED);
        await().until(() -> this.memory.left() == PLENTY - KV_CACHE_BYTES);
        assertThat(this.registry.status("one").contextLength()).isEqualTo(512);
        this.registry.acquire("one").join().close();
        assertThat(nameOf("one")).isEqualTo("one");
        assertThat(this.memory.left()).isEqualTo(whileLoaded);
    }

    @Test
    void modelInUseOrWithoutTimeoutStaysInMemory() {
        addAndLoad(embedded("stays"));
        addAndLoad(idling("used"));

        try (ModelUse use = this.registry.use("used")) {
            pass(IDLE_TIMEOUT.multipliedBy(2));
            assertThat(state("used")).isEqualTo(ModelState.READY);
            assertThat(use.model().pool().isAlive()).isTrue();
        }
        assertThat(state("stays")).isEqualTo(ModelState.READY);

        pass(IDLE_TIMEOUT);
        assertThat(state("used")).isEqualTo(ModelState.UNLOADED);
        assertThat(state("stays")).isEqualTo(ModelState.READY);
    }

    @Test
    void unusedModelsWithTimeoutMakeRoomForOthers() {
        addAndLoad(embedded("measured"));
        long bytes = PLENTY - this.memory.left();
        this.registry.close();
        this.registry = registry(new MemoryShares(2 * bytes + KV_CACHE_BYTES + (1 << 20)));
        addAndLoad(idling("older"));
        this.nanos.addAndGet(1);
        addAndLoad(idling("newer"));

        addAndLoad(embedded("third"));

        assertThat(state("older")).isEqualTo(ModelState.UNLOADED);
        assertThat(state("newer")).isEqualTo(ModelState.READY);
        assertThat(state("third")).isEqualTo(ModelState.READY);
        try (ModelUse use = this.registry.use("newer")) {
            assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> this.registry.acquire("older").join())
                .withMessageContaining("\"older\" is not in memory, and there is no memory to load it");
            assertThat(this.registry.status("older").problem()).contains("of memory left for the model");
            assertThat(use.model().pool().isAlive()).isTrue();
        }

        this.registry.load("older").join();
        assertThat(state("older")).isEqualTo(ModelState.READY);
        assertThat(state("newer")).isEqualTo(ModelState.UNLOADED);
    }

    @Test
    void requestsSurviveModelsThatComeAndGo() throws Exception {
        addAndLoad(idling("one"));
        addAndLoad(idling("two"));
        AtomicBoolean stop = new AtomicBoolean();
        List<CompletableFuture<Integer>> clients = new ArrayList<>();
        for (String name : List.of("one", "two", "one", "two")) {
            clients.add(CompletableFuture.supplyAsync(() -> useUntil(stop, name)));
        }

        int numUnloaded = 0;
        while (numUnloaded < 10) {
            pass(IDLE_TIMEOUT);
            numUnloaded += (state("one") == ModelState.UNLOADED) ? 1 : 0;
            assertThat(clients).noneMatch(CompletableFuture::isCompletedExceptionally);
            Thread.onSpinWait();
        }
        stop.set(true);

        assertThat(clients).allSatisfy((client) -> assertThat(client.join()).isPositive());
        this.registry.load("one").join();
        this.registry.load("two").join();
        assertThat(this.registry.loaded()).hasSize(2);
    }

    private int useUntil(AtomicBoolean stop, String name) {
        int numUses = 0;
        do {
            try (ModelUse use = this.registry.acquire(name).join()) {
                assertThat(use.model().tokenizer().encode("It is a truth")).isNotEmpty();
                numUses++;
            }
            Thread.yield();
        }
        while (!stop.get());
        return numUses;
    }

    @Test
    void unloadedModelLeavesTheHeap() {
        this.registry.add(idling("one"));
        WeakReference<LoadedModel> model = useOnce("one");

        await().until(() -> {
            // Again, because the load may end after the first time.
            pass(IDLE_TIMEOUT);
            System.gc();
            return model.get() == null;
        });
    }

    private WeakReference<LoadedModel> useOnce(String name) {
        try (ModelUse use = this.registry.acquire(name).join()) {
            return new WeakReference<>(use.model());
        }
    }

}

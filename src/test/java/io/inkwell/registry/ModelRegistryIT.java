package io.inkwell.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.WeightOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** The registry with real models and a clock that the tests advance. */
class ModelRegistryIT {

    private static final long PLENTY = 1L << 32;

    private static final long KV_CACHE_BYTES = 1 << 23;

    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private final AtomicLong nanos = new AtomicLong();

    private MemoryShares memory = new MemoryShares(PLENTY);

    /** Holds up loads while it has a count. */
    private CountDownLatch loads = new CountDownLatch(0);

    /** Whether a load has started. */
    private volatile boolean loading;

    private ModelRegistry registry = registry(this.memory);

    private ModelRegistry registry(MemoryShares memory) {
        this.memory = memory;
        return new ModelRegistry(this::load, memory, UnknownModel.REFUSE, InstantSource.system());
    }

    private LoadedModel load(ModelSpec spec, BooleanSupplier cancelled) throws IOException {
        this.loading = true;
        while (this.loads.getCount() > 0) {
            Thread.onSpinWait();
        }
        // Like a load that is almost complete when it is cancelled.
        Thread.interrupted();
        ModelOptions options = new ModelOptions(WeightOptions.of(spec.precision()), spec.numReplicas(),
                spec.kvCacheBytes(), this.memory, 4, true, new SchedulerLimits(64, 16, 10), false, null);
        return LoadedModel.load(ModelSource.of(spec.location()).named(spec.name()), options, Instant.EPOCH,
                (model) -> EngineListener.NONE, this.nanos::get);
    }

    private static ModelSpec spec(String name, String location, @Nullable Duration idleTimeout, String... aliases) {
        return new ModelSpec(name, List.of(aliases), location, Precision.FLOAT32, 1, KV_CACHE_BYTES, idleTimeout);
    }

    private static ModelSpec embedded(String name, String... aliases) {
        return spec(name, ModelSource.EMBEDDED, null, aliases);
    }

    private static ModelSpec idling(String name) {
        return spec(name, ModelSource.EMBEDDED, IDLE_TIMEOUT);
    }

    private void addAndLoad(ModelSpec spec) {
        this.registry.add(spec);
        this.registry.load(spec.name()).join();
    }

    private ModelState state(String name) {
        return this.registry.status(name).state();
    }

    private List<String> names() {
        return this.registry.statuses().stream().map(ModelStatus::name).toList();
    }

    private void pass(Duration time) {
        this.nanos.addAndGet(time.toNanos());
        this.registry.unloadIdle();
    }

    @AfterEach
    void close() {
        this.loads.countDown();
        this.registry.close();
    }

    @Test
    void namesAndAliasesSelectAModelAndPlaceholdersTheFirst() {
        addAndLoad(embedded("owner/one", "uno"));
        addAndLoad(embedded("two", "dos", "tgi"));

        for (String name : List.of("owner/one", "uno", "default", "dummy", "", "https://localhost")) {
            assertThat(nameOf(name)).as(name).isEqualTo("owner/one");
        }
        for (String name : List.of("two", "dos", "tgi")) {
            assertThat(nameOf(name)).as(name).isEqualTo("two");
        }
        assertFails(() -> this.registry.use("../two"), ErrorKind.UNKNOWN_MODEL,
                "model must be one of [owner/one, uno, two, dos, tgi] or \"default\"; no other is served");
    }

    private String nameOf(String name) {
        try (ModelUse use = this.registry.use(name)) {
            return use.model().name();
        }
    }

    @Test
    void takenNamesAreRejected() {
        this.registry.add(embedded("one", "uno"));

        assertFails(() -> this.registry.add(embedded("two", "uno", "one")), ErrorKind.CONFLICT,
                "name and aliases must not be those of another model; given: [one, uno]");
        assertThat(names()).containsExactly("one");
    }

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
    void removedModelServesItsRequestsAndRejectsOthers() {
        addAndLoad(embedded("one", "uno"));
        addAndLoad(embedded("two"));
        LoadedModel one;
        try (ModelUse use = this.registry.use("one"); ModelUse task = use.model().use()) {
            one = use.model();
            assertThat(this.registry.remove("uno").state()).isEqualTo(ModelState.UNLOADING);
            assertThat(this.registry.status("one").numUses()).isEqualTo(2);

            assertFails(() -> this.registry.acquire("one"), ErrorKind.UNKNOWN_MODEL, "one of [two]");
            assertFails(() -> this.registry.load("one"), ErrorKind.CONFLICT, "\"one\" is being unloaded");
            assertFails(() -> this.registry.add(embedded("uno")), ErrorKind.CONFLICT, "[uno]");
            assertThat(nameOf("default")).isEqualTo("two");
            assertThat(one.pool().isAlive()).isTrue();
            assertThat(task.model().tokenizer().encode("the")).isNotEmpty();
        }

        await().until(() -> names().equals(List.of("two")));
        assertThat(one.pool().isAlive()).isFalse();
        assertFails(one::use, ErrorKind.UNAVAILABLE, "\"one\" is being unloaded");
        addAndLoad(embedded("one"));
        assertThat(nameOf("one")).isEqualTo("one");
    }

    @Test
    void removingTheLastModelLeavesNone() {
        addAndLoad(embedded("one"));

        this.registry.remove("one");

        await().until(() -> names().isEmpty());
        assertFails(() -> this.registry.acquire("default"), ErrorKind.UNKNOWN_MODEL, "no model is served");
        assertThat(this.memory.left()).isEqualTo(PLENTY);
    }

    @Test
    void modelThatIsRemovedWhileItLoadsIsClosed() {
        this.loads = new CountDownLatch(1);
        this.registry.add(embedded("one"));
        CompletableFuture<ModelUse> request = this.registry.acquire("one");
        await().until(() -> this.loading);

        assertThat(this.registry.remove("one").state()).isEqualTo(ModelState.UNLOADING);

        assertThatExceptionOfType(CompletionException.class).isThrownBy(request::join)
            .withCauseInstanceOf(ServiceException.class)
            .withMessageContaining("no model is served");
        assertThat(names()).containsExactly("one");
        this.loads.countDown();
        await().until(() -> names().isEmpty());
        assertThat(this.memory.left()).isEqualTo(PLENTY);
    }

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

        Files.createDirectories(missing);
        for (String file : List.of("config.json", "model.safetensors", "tokenizer.json")) {
            Files.copy(EmbeddedCheckpoint.FOLDER.resolve(file), missing.resolve(file));
        }
        this.registry.load("broken").join();
        assertThat(nameOf("broken")).isEqualTo("broken");
        assertThat(this.registry.status("broken").problem()).isNull();
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
                next.add(ModelRegistryIT.this.registry.acquire(spec.name()));
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
    void cancelledRequestDoesNotKeepTheModel() {
        this.loads = new CountDownLatch(1);
        this.registry.add(embedded("one"));
        CompletableFuture<ModelUse> cancelled = this.registry.acquire("one");
        CompletableFuture<ModelUse> other = this.registry.acquire("one");

        cancelled.cancel(false);
        this.loads.countDown();
        this.registry.load("one").join();

        await().until(() -> this.registry.status("one").numUses() == 1);
        other.join().close();
        assertThat(this.registry.status("one").numUses()).isZero();
    }

    @Test
    void listenersFollowModelsIntoMemoryAndOut() {
        List<String> events = new ArrayList<>();
        this.registry.addListener(new ModelListener() {
            @Override
            public void onLoad(LoadedModel model) {
                events.add("load " + model.name());
            }

            @Override
            public void onUnload(LoadedModel model) {
                events.add("unload " + model.name() + " " + model.pool().isAlive());
            }

            @Override
            public void onFailure(ModelSpec spec, String problem, Throwable failure) {
                events.add("fail " + spec.name());
            }
        });
        addAndLoad(embedded("one"));
        this.registry.add(spec("broken", this.folder.toString(), null));
        this.registry.load("broken").exceptionally((failure) -> null).join();
        this.registry.remove("one");

        await().until(() -> names().equals(List.of("broken")));
        assertThat(events).containsExactly("load one", "fail broken", "unload one true");
    }

    @Test
    void closingFailsRequestsThatWaitForALoad() {
        this.loads = new CountDownLatch(1);
        this.registry.add(embedded("one"));
        CompletableFuture<ModelUse> request = this.registry.acquire("one");

        this.registry.failRequests();

        assertThatExceptionOfType(CompletionException.class).isThrownBy(request::join)
            .withMessageContaining("the service is shutting down");
        this.loads.countDown();
        assertThatCode(this.registry::close).doesNotThrowAnyException();
        assertFails(() -> this.registry.acquire("one"), ErrorKind.UNAVAILABLE, "");
    }

    private static void assertFails(Runnable call, ErrorKind kind, String message) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(call::run)
            .withMessageContaining(message)
            .satisfies((failure) -> assertThat(failure.kind()).isEqualTo(kind));
    }

}

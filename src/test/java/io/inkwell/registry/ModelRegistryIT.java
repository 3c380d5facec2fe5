package io.inkwell.registry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/** Names, loads and removals of models. */
class ModelRegistryIT extends ModelRegistryTest {

    @TempDir
    private Path folder;

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

    @Test
    void takenNamesAreRejected() {
        this.registry.add(embedded("one", "uno"));

        assertFails(() -> this.registry.add(embedded("two", "uno", "one")), ErrorKind.CONFLICT,
                "name and aliases must not be those of another model; given: [one, uno]");
        assertThat(names()).containsExactly("one");
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
        assertFails(() -> this.registry.acquire("one"), ErrorKind.UNAVAILABLE, "the service is shutting down");
    }

    @Test
    void closingLeavesAModelInUseUntilItsLastUse() {
        addAndLoad(embedded("one"));
        ModelUse use = this.registry.acquire("one").join();

        this.registry.close();

        assertThat(use.model().tokenizer().encode("Call me")).isNotEmpty();
        use.close();
        assertThatIllegalStateException().isThrownBy(() -> use.model().tokenizer().encode("Call me"));
    }

}

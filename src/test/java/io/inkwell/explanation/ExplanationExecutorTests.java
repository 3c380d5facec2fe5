package io.inkwell.explanation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ExplanationExecutorTests {

    private final AtomicLong nanos = new AtomicLong();

    private final AtomicInteger steps = new AtomicInteger();

    private final ExplanationExecutor executor = new ExplanationExecutor(1, 1, Duration.ofMinutes(1), this.nanos::get,
            this.steps::incrementAndGet);

    private final CountDownLatch started = new CountDownLatch(1);

    private final CountDownLatch release = new CountDownLatch(1);

    private final CountDownLatch stopped = new CountDownLatch(1);

    @AfterEach
    void close() {
        this.release.countDown();
        this.executor.close();
    }

    /** Checks for cancellation in a loop. */
    private Mono<String> endless() {
        return this.executor.compute((cancellation) -> {
            this.started.countDown();
            try {
                while (true) {
                    cancellation.throwIfCancelled();
                    Thread.onSpinWait();
                }
            }
            finally {
                this.stopped.countDown();
            }
        });
    }

    /** Occupies the only thread until released. */
    private Mono<String> occupying() {
        return this.executor.compute((cancellation) -> {
            this.started.countDown();
            await(this.release);
            return "released";
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        }
        catch (InterruptedException ex) {
            throw new AssertionError(ex);
        }
    }

    @Test
    void computesOnDedicatedThreads() {
        String thread = this.executor.compute((cancellation) -> Thread.currentThread().getName()).block();

        assertThat(thread).startsWith("explain-");
    }

    @Test
    void runsHookBeforeEachStep() {
        List<Integer> counts = this.executor.<Integer>stream((cancellation, results) -> {
            results.accept(this.steps.get());
            cancellation.throwIfCancelled();
            results.accept(this.steps.get());
        }).collectList().block();

        assertThat(counts).containsExactly(1, 2);
    }

    @Test
    void publishesResultsAsTheyAreComputed() {
        assertThat(this.executor.<Integer>stream((cancellation, results) -> {
            results.accept(1);
            results.accept(2);
        }).collectList().block()).containsExactly(1, 2);
    }

    @Test
    void rejectsWhenQueueIsFull() {
        Disposable running = occupying().subscribe();
        await(this.started);
        Disposable waiting = occupying().subscribe();

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> occupying().block())
            .satisfies((rejection) -> assertThat(rejection.kind()).isEqualTo(ErrorKind.OVERLOADED));
        assertThat(running.isDisposed() || waiting.isDisposed()).isFalse();
    }

    @Test
    void cancellationRemovesQueuedTask() {
        occupying().subscribe();
        await(this.started);
        occupying().subscribe().dispose();

        Mono<String> next = occupying().cache();
        next.subscribe();
        this.release.countDown();

        assertThat(next.block()).isEqualTo("released");
    }

    @Test
    void stopsWhenCancelled() {
        Disposable client = endless().subscribe();
        await(this.started);

        client.dispose();

        await(this.stopped);
        assertThat(this.executor.compute((cancellation) -> "next").block()).isEqualTo("next");
    }

    @Test
    void stopsAtTheDeadline() {
        Mono<String> explanation = endless().cache();
        explanation.subscribeOn(Schedulers.parallel()).subscribe((result) -> {
        }, (failure) -> {
        });
        await(this.started);

        this.nanos.set(Duration.ofMinutes(1).toNanos() + 1);

        assertThatExceptionOfType(ServiceException.class).isThrownBy(explanation::block)
            .satisfies((failure) -> assertThat(failure.kind()).isEqualTo(ErrorKind.DEADLINE_EXCEEDED));
    }

    @Test
    void closeFailsRunningAndNewTasks() {
        Mono<String> explanation = endless().cache();
        explanation.subscribe((result) -> {
        }, (failure) -> {
        });
        await(this.started);

        this.executor.close();

        for (Mono<String> each : List.of(explanation, endless())) {
            assertThatExceptionOfType(ServiceException.class).isThrownBy(each::block)
                .satisfies((failure) -> assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE));
        }
    }

    @Test
    void propagatesFailures() {
        assertThatExceptionOfType(IllegalStateException.class)
            .isThrownBy(() -> this.executor.compute((cancellation) -> {
                throw new IllegalStateException("broken");
            }).block())
            .withMessage("broken");
    }

    @Test
    void propagatesErrorsAndRunsNextTask() {
        OutOfMemoryError error = new OutOfMemoryError("for a test");

        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> this.executor.compute((cancellation) -> {
            throw error;
        }).block(Duration.ofMinutes(1))).isSameAs(error);
        assertThat(this.executor.compute((cancellation) -> "next").block()).isEqualTo("next");
    }

}

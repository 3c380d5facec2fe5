package io.inkwell.limits;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TextInSchedulersTests {

    private static final int LARGE = TextInSchedulers.LARGE_BYTES + 1;

    private final Scheduler small = Schedulers.newSingle("small");

    private final Scheduler large = Schedulers.newSingle("large");

    private final Scheduler forms = Schedulers.newSingle("forms");

    private final AtomicLong nanos = new AtomicLong();

    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void dispose() {
        this.end.countDown();
        this.small.dispose();
        this.large.dispose();
        this.forms.dispose();
    }

    @Test
    void smallTasksDoNotWaitForLargeOnes() {
        TextInSchedulers schedulers = schedulers(Duration.ofMinutes(5));
        occupy(schedulers.large());

        assertThat(schedulers.call(TextInSchedulers.LARGE_BYTES, () -> Thread.currentThread().getName()).block())
            .startsWith("small");
    }

    @Test
    void largeTasksRunOneAfterAnother() {
        TextInSchedulers schedulers = schedulers(Duration.ofMinutes(5));
        occupy(schedulers.large());
        CompletableFuture<Long> waiting = schedulers.call(LARGE, this.end::getCount).toFuture();

        this.end.countDown();

        assertThat(waiting.join()).isZero();
    }

    @Test
    void aCancelledTaskDoesNotRun() {
        TextInSchedulers schedulers = schedulers(Duration.ofMinutes(5));
        AtomicBoolean hasRun = new AtomicBoolean();
        occupy(schedulers.large());
        Disposable waiting = schedulers.call(LARGE, () -> hasRun.getAndSet(true)).subscribe();

        waiting.dispose();
        this.end.countDown();
        schedulers.call(LARGE, () -> "next").block();

        assertThat(hasRun).isFalse();
    }

    @Test
    void aTaskThatWaitsFailsAtTheDeadline() {
        TextInSchedulers schedulers = schedulers(Duration.ofMillis(1));
        occupy(schedulers.large());

        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> schedulers.call(LARGE, () -> "too late").block())
            .withMessage("request exceeded the 0 s deadline while its prompt waited to be encoded")
            .satisfies((ex) -> assertThat(ex.kind()).isEqualTo(ErrorKind.DEADLINE_EXCEEDED));
    }

    @Test
    void noTextWaitsForAForm() {
        TextInSchedulers schedulers = schedulers(Duration.ofMinutes(5));
        occupy(schedulers.forms());

        assertThat(schedulers.call(1, () -> "small").block()).isEqualTo("small");
        assertThat(schedulers.call(LARGE, () -> "large").block()).isEqualTo("large");
    }

    @Test
    void aFormThatWaitsFailsAtTheDeadline() {
        TextInSchedulers schedulers = schedulers(Duration.ofMillis(1));
        occupy(schedulers.forms());

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> schedulers.compile(() -> "too late").block())
            .withMessage("request exceeded the 0 s deadline while the form of its output waited to be compiled")
            .satisfies((ex) -> assertThat(ex.kind()).isEqualTo(ErrorKind.DEADLINE_EXCEEDED));
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, LARGE })
    void anErrorFailsOnlyItsTask(int numBytes) {
        TextInSchedulers schedulers = schedulers(Duration.ofMinutes(5));
        Mono<String> failing = schedulers.call(numBytes, () -> {
            throw new OutOfMemoryError("for a test");
        });

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> failing.block(Duration.ofMinutes(1)))
            .withCauseInstanceOf(OutOfMemoryError.class)
            .satisfies((ex) -> assertThat(ex.kind()).isEqualTo(ErrorKind.GENERATION_FAILED));
        assertThat(schedulers.call(numBytes, () -> "next").block()).isEqualTo("next");
    }

    @Test
    void theDeadlineCountsFromTheArrivalOfTheRequest() {
        TextInSchedulers schedulers = schedulers(Duration.ofMinutes(5));
        occupy(schedulers.large());
        Mono<String> late = schedulers.call(LARGE, () -> "too late")
            .delaySubscription(Mono.fromRunnable(() -> this.nanos.set(Duration.ofMinutes(5).toNanos())))
            .contextWrite((context) -> Arrival.now(context, this.nanos::get));

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> late.block(Duration.ofMinutes(1)))
            .withMessage("request exceeded the 300 s deadline while its prompt waited to be encoded");
    }

    /** Starts a task that runs until the end of the test. */
    private void occupy(Scheduler thread) {
        thread.schedule(() -> {
            try {
                this.end.await();
            }
            catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private TextInSchedulers schedulers(Duration deadline) {
        return new TextInSchedulers(this.small, this.large, this.forms, deadline, this.nanos::get);
    }

}

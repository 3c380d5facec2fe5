package io.inkwell.limits;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.ContextView;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * The threads that parse bodies, encode text and compile forms of output. Large texts are
 * processed one at a time, and so are forms. Small texts never wait for them, and their
 * memory is that of one.
 *
 * @param small the threads for small bodies and texts
 * @param large the one thread for large bodies and texts
 * @param forms the one thread for forms
 * @param deadline the maximum time from the arrival of a request
 * @param nanoClock the clock of the engines
 */
public record TextInSchedulers(Scheduler small, Scheduler large, Scheduler forms, Duration deadline,
        LongSupplier nanoClock) {

    /** Parsing and encoding fewer bytes takes milliseconds. */
    public static final int LARGE_BYTES = 64 << 10;

    /**
     * Calls a task on the thread for its size. A task that waits is dropped when the
     * subscriber cancels. Each result can be subscribed to once.
     * @param numBytes the size of the body or of the text
     */
    public <T> Mono<T> call(long numBytes, Callable<T> task) {
        return (numBytes <= LARGE_BYTES) ? once(task).subscribeOn(this.small)
                : inTurn(this.large, task, "its prompt waited to be encoded");
    }

    /**
     * Calls a task on the thread for forms. Each result can be subscribed to once, as
     * that of {@link #call}.
     */
    public <T> Mono<T> compile(Callable<T> task) {
        return inTurn(this.forms, task, "the form of its output waited to be compiled");
    }

    private <T> Mono<T> inTurn(Scheduler thread, Callable<T> task, String wait) {
        Mono<T> result = once(task);
        return Mono.deferContextual((context) -> result.subscribeOn(thread).timeout(timeLeft(context)))
            .onErrorMap(TimeoutException.class, (ex) -> new ServiceException(ErrorKind.DEADLINE_EXCEEDED,
                    "request exceeded the " + this.deadline.toSeconds() + " s deadline while " + wait));
    }

    private static <T> Mono<T> once(Callable<T> task) {
        // The operators keep their callable, and it keeps the body.
        Handover<Callable<T>> once = new Handover<>(task);
        return Mono.fromCallable(() -> call(once.take()));
    }

    private static <T> T call(Callable<T> task) throws Exception {
        try {
            return task.call();
        }
        catch (Error ex) {
            // Reactor rethrows some errors, and the subscriber would never get a signal.
            throw new ServiceException(ErrorKind.GENERATION_FAILED,
                    "the request could not be read, encoded or compiled", null, ex);
        }
    }

    private Duration timeLeft(ContextView context) {
        long elapsedNanos = this.nanoClock.getAsLong() - Arrival.nanos(context, this.nanoClock);
        return this.deadline.minusNanos(elapsedNanos);
    }

}

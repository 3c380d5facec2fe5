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
 * The threads that parse bodies and encode text. Large ones are processed one at a time,
 * so small ones never wait for them and their memory is that of one.
 *
 * @param small the threads for small bodies and texts
 * @param large the one thread for large bodies and texts
 * @param deadline the maximum time from the arrival of a request
 * @param nanoClock the clock of the engines
 */
public record TextInSchedulers(Scheduler small, Scheduler large, Duration deadline, LongSupplier nanoClock) {

    /** Parsing and encoding fewer bytes takes milliseconds. */
    public static final int LARGE_BYTES = 64 << 10;

    /**
     * Calls a task on the thread for its size. A task that waits is dropped when the
     * subscriber cancels. Each result can be subscribed to once.
     * @param numBytes the size of the body or of the text
     */
    public <T> Mono<T> call(long numBytes, Callable<T> task) {
        // The operators keep their callable, and it keeps the body.
        Handover<Callable<T>> once = new Handover<>(task);
        Mono<T> result = Mono.fromCallable(() -> call(once.take()));
        if (numBytes <= LARGE_BYTES) {
            return result.subscribeOn(this.small);
        }
        return Mono.deferContextual((context) -> result.subscribeOn(this.large).timeout(timeLeft(context)))
            .onErrorMap(TimeoutException.class,
                    (ex) -> new ServiceException(ErrorKind.DEADLINE_EXCEEDED, "request exceeded the "
                            + this.deadline.toSeconds() + " s deadline while its prompt waited to be encoded"));
    }

    private static <T> T call(Callable<T> task) throws Exception {
        try {
            return task.call();
        }
        catch (Error ex) {
            // Reactor rethrows some errors, and the subscriber would never get a signal.
            throw new ServiceException(ErrorKind.GENERATION_FAILED, "the request could not be read or encoded", null,
                    ex);
        }
    }

    private Duration timeLeft(ContextView context) {
        long elapsedNanos = this.nanoClock.getAsLong() - Arrival.nanos(context, this.nanoClock);
        return this.deadline.minusNanos(elapsedNanos);
    }

}

package io.inkwell.explanation;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.function.ThrowingFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.limits.Arrival;

/**
 * Runs explanations on a few dedicated threads behind a bounded queue. Explanations share
 * only the CPU cores with generation: they use no slots, scheduler or KV cache of an
 * engine.
 */
public final class ExplanationExecutor implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(ExplanationExecutor.class);

    private static final Duration TERMINATION_TIMEOUT = Duration.ofSeconds(10);

    private final ThreadPoolExecutor threads;

    private final Duration deadline;

    private final LongSupplier nanoClock;

    private final Runnable beforeStep;

    private final AtomicInteger numCancelled = new AtomicInteger();

    /**
     * @param maxWaiting the capacity of the queue
     * @param deadline for one explanation, from the arrival of its request
     * @param beforeStep runs at every cancellation check, on the thread that computes
     */
    public ExplanationExecutor(int numThreads, int maxWaiting, Duration deadline, LongSupplier nanoClock,
            Runnable beforeStep) {
        AtomicInteger started = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(numThreads, numThreads, 1, TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(maxWaiting), (task) -> {
                    Thread thread = new Thread(task, "explain-" + started.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        this.threads.allowCoreThreadTimeOut(true);
        this.deadline = deadline;
        this.nanoClock = nanoClock;
        this.beforeStep = beforeStep;
    }

    /** Computes one result for each subscriber. */
    public <T> Mono<T> compute(ThrowingFunction<CancellationToken, T> function) {
        return this.<T>stream((cancellation, results) -> results.accept(function.applyWithException(cancellation)))
            .next();
    }

    /**
     * Publishes the results of a task as they are computed, and buffers them for a slow
     * subscriber. Fails with {@link ErrorKind#OVERLOADED} if the queue is full. When the
     * subscriber cancels, a queued task is removed and a running one stops at its next
     * check.
     */
    public <T> Flux<T> stream(ExplanationTask<T> task) {
        return Flux.create((sink) -> {
            long arrivalNanos = Arrival.nanos(sink.contextView(), this.nanoClock);
            CancellationToken cancellation = new CancellationToken(() -> {
                checkDeadline(arrivalNanos);
                this.beforeStep.run();
            });
            Runnable work = () -> run(task, cancellation, sink);
            sink.onDispose(() -> {
                cancellation.cancel();
                this.threads.remove(work);
            });
            try {
                this.threads.execute(work);
            }
            catch (RejectedExecutionException ex) {
                sink.error(rejection());
            }
        });
    }

    private <T> void run(ExplanationTask<T> task, CancellationToken cancellation, FluxSink<T> sink) {
        try {
            cancellation.throwIfCancelled();
            task.run(cancellation, sink::next);
            sink.complete();
        }
        catch (CancellationException ex) {
            // The subscriber has cancelled, so it receives no error.
            this.numCancelled.incrementAndGet();
            sink.complete();
        }
        catch (Exception | Error ex) {
            sink.error(ex);
        }
    }

    private void checkDeadline(long arrivalNanos) {
        if (this.threads.isShutdown()) {
            throw rejection();
        }
        if (this.nanoClock.getAsLong() - arrivalNanos > this.deadline.toNanos()) {
            throw new ServiceException(ErrorKind.DEADLINE_EXCEEDED,
                    "explanation exceeded the " + this.deadline.toSeconds() + " s request deadline");
        }
    }

    private ServiceException rejection() {
        return this.threads.isShutdown() ? new ServiceException(ErrorKind.UNAVAILABLE, "the service is shutting down")
                : new ServiceException(ErrorKind.OVERLOADED, "too many explanations are waiting; try again later");
    }

    /** The number of explanations that a thread computes now. */
    int numRunning() {
        return this.threads.getActiveCount();
    }

    int numWaiting() {
        return this.threads.getQueue().size();
    }

    /** The number of explanations that stopped because their subscriber cancelled. */
    int numCancelled() {
        return this.numCancelled.get();
    }

    /**
     * Rejects new tasks, fails queued and running ones at their next check, and waits up
     * to 10 s for them. A model must not be closed while a thread computes with it.
     */
    @Override
    public void close() {
        this.threads.shutdown();
        try {
            if (!this.threads.awaitTermination(TERMINATION_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                logger.warn("{} explanations still run after {} s", numRunning(), TERMINATION_TIMEOUT.toSeconds());
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

}

package io.inkwell.explanation;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;

import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Where explanations are computed: a few threads of their own and a bounded queue before
 * them, so that whoever looks into the model takes nothing from those who have texts
 * generated but a share of the cores.
 */
public final class ExplanationExecutor implements AutoCloseable {

    private static final Duration LAST_STEP = Duration.ofSeconds(10);

    private final ThreadPoolExecutor threads;

    private final Duration deadline;

    private final LongSupplier nanoClock;

    private final Runnable beforeStep;

    private final AtomicInteger abandoned = new AtomicInteger();

    /**
     * @param maxWaiting the explanations that may wait for a thread
     * @param deadline how long one may take from its arrival
     * @param beforeStep what a thread does at the start, and whenever it is asked whether
     * the cancellation still waits
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

    /** What the function makes, once somebody waits for it. */
    <T> Mono<T> compute(Function<CancellationToken, T> function) {
        return this.<T>stream((cancellation, results) -> results.accept(function.apply(cancellation))).next();
    }

    /**
     * The results of an explanation as they come; they wait in memory for a slow reader.
     * Ends with {@link ErrorKind#OVERLOADED} if too many wait already. When the
     * subscriber goes, the work stops, or never begins.
     */
    public <T> Flux<T> stream(ExplanationTask<T> explanation) {
        return Flux.create((sink) -> {
            long arrivalNanos = this.nanoClock.getAsLong();
            CancellationToken cancellation = new CancellationToken(() -> {
                requireTime(arrivalNanos);
                this.beforeStep.run();
            });
            Runnable task = () -> run(explanation, cancellation, sink);
            sink.onDispose(() -> {
                cancellation.cancel();
                this.threads.remove(task);
            });
            try {
                this.threads.execute(task);
            }
            catch (RejectedExecutionException ex) {
                sink.error(refusal());
            }
        });
    }

    private <T> void run(ExplanationTask<T> explanation, CancellationToken cancellation, FluxSink<T> sink) {
        try {
            cancellation.throwIfCancelled();
            explanation.explain(cancellation, sink::next);
            sink.complete();
        }
        catch (CancellationException ex) {
            // The subscriber's doing, so nobody is left to be told.
            this.abandoned.incrementAndGet();
            sink.complete();
        }
        catch (Exception ex) {
            sink.error(ex);
        }
    }

    private void requireTime(long arrivalNanos) {
        if (this.threads.isShutdown()) {
            throw refusal();
        }
        if (this.nanoClock.getAsLong() - arrivalNanos > this.deadline.toNanos()) {
            throw new ServiceException(ErrorKind.DEADLINE_EXCEEDED,
                    "the explanation takes longer than a request may: " + this.deadline.toSeconds() + " s");
        }
    }

    private ServiceException refusal() {
        return this.threads.isShutdown() ? new ServiceException(ErrorKind.UNAVAILABLE, "the service is shutting down")
                : new ServiceException(ErrorKind.OVERLOADED, "too many explanations are waiting; try again later");
    }

    /** How many explanations are computed just now. */
    int numRunning() {
        return this.threads.getActiveCount();
    }

    int numWaiting() {
        return this.threads.getQueue().size();
    }

    /** How many were given up in the middle, because nobody waited any more. */
    int numAbandoned() {
        return this.abandoned.get();
    }

    /**
     * Takes no more, has what is queued or under way fail at its next step, and waits for
     * that: a model must not be closed while a thread is in it.
     */
    @Override
    public void close() {
        this.threads.shutdown();
        try {
            this.threads.awaitTermination(LAST_STEP.toSeconds(), TimeUnit.SECONDS);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

}

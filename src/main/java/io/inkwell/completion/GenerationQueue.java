package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;

import io.inkwell.engine.PredictorPool;
import io.inkwell.engine.request.GenerationHandle;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.error.ServiceException;

/**
 * Hands the events of generation requests to a thread that waits for them. Any thread can
 * cancel the requests.
 */
final class GenerationQueue implements AutoCloseable {

    /** Needs no bound: the requests generate no more tokens than fit their contexts. */
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();

    private final List<GenerationHandle> generations = new ArrayList<>();

    private GenerationQueue() {
    }

    /**
     * Submits requests.
     * @throws ServiceException if one is rejected; the others are cancelled
     */
    static GenerationQueue submit(PredictorPool pool, List<GenerationRequest> requests) {
        GenerationQueue queue = new GenerationQueue();
        try {
            for (GenerationRequest request : requests) {
                queue.generations.add(pool.submit(request, queue.new Listener(request.firstChoice())));
            }
            return queue;
        }
        catch (RuntimeException ex) {
            queue.close();
            throw ex;
        }
    }

    /**
     * Waits for the next event. After a failure, every call fails.
     * @throws ServiceException if a request failed; the others are cancelled
     * @throws CancellationException if the queue was closed, or the thread was
     * interrupted, which cancels the requests
     */
    GenerationEvent take() {
        Outcome outcome;
        try {
            outcome = this.outcomes.take();
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            close();
            throw new CancellationException("the thread was interrupted");
        }
        if (outcome instanceof Failure failure) {
            this.generations.forEach(GenerationHandle::cancel);
            this.outcomes.add(failure);
            throw failure.cause();
        }
        return ((Event) outcome).event();
    }

    /** Cancels the requests. A thread that waits stops after the events before. */
    @Override
    public void close() {
        this.generations.forEach(GenerationHandle::cancel);
        this.outcomes.add(new Failure(new CancellationException("the completion was cancelled")));
    }

    /** What a thread that waits receives. */
    private sealed interface Outcome {

    }

    private record Event(GenerationEvent event) implements Outcome {
    }

    private record Failure(RuntimeException cause) implements Outcome {
    }

    private final class Listener extends EventListener {

        private Listener(int firstChoice) {
            super(firstChoice);
        }

        @Override
        void onEvent(GenerationEvent event) {
            GenerationQueue.this.outcomes.add(new Event(event));
        }

        @Override
        public void onFailure(ServiceException failure) {
            GenerationQueue.this.outcomes.add(new Failure(failure));
        }

    }

}

package io.inkwell.completion;

import java.util.Queue;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

import io.inkwell.engine.PredictorPool;
import io.inkwell.engine.request.GenerationHandle;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Publishes the events of a generation request as a {@code Flux}. Subscribing submits the
 * request, and cancelling the subscription cancels it. A bounded queue decouples the
 * engine thread from the detokenizer. If the queue is full, the request fails; the engine
 * does not wait.
 */
final class GenerationFlux extends EventListener {

    static final int MAX_UNREAD_TOKENS = 1 << 14;

    /** Grows in small steps: most requests leave few events unread. */
    private final Queue<GenerationEvent> unread = Queues.<GenerationEvent>unbounded(Queues.XS_BUFFER_SIZE).get();

    private final Sinks.Many<GenerationEvent> sink = Sinks.many().unicast().onBackpressureBuffer(this.unread);

    GenerationFlux(int firstChoice) {
        super(firstChoice);
    }

    static Flux<GenerationEvent> of(PredictorPool pool, GenerationRequest request) {
        return Flux.defer(() -> {
            GenerationFlux events = new GenerationFlux(request.firstChoice());
            GenerationHandle generation = pool.submit(request, events);
            return events.events().doOnCancel(generation::cancel);
        });
    }

    Flux<GenerationEvent> events() {
        return this.sink.asFlux();
    }

    @Override
    void onEvent(GenerationEvent event) {
        boolean isEnd = event instanceof GenerationEvent.End;
        // The end never counts as one event too many.
        if (!isEnd && this.unread.size() >= MAX_UNREAD_TOKENS) {
            throw new ServiceException(ErrorKind.UNAVAILABLE, "the service is overloaded: " + MAX_UNREAD_TOKENS
                    + " tokens of this request wait for detokenization");
        }
        this.sink.tryEmitNext(event);
        if (isEnd) {
            this.sink.tryEmitComplete();
        }
    }

    @Override
    public void onFailure(ServiceException failure) {
        this.sink.tryEmitError(failure);
    }

}

package io.inkwell.completion;

import java.util.List;
import java.util.Queue;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

import io.inkwell.engine.PredictorPool;
import io.inkwell.engine.request.GenerationHandle;
import io.inkwell.engine.request.GenerationListener;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.GenerationTimings;
import io.inkwell.engine.request.PromptReport;
import io.inkwell.engine.request.SampledToken;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Publishes the events of a generation request as a {@code Flux}. Subscribing submits the
 * request, and cancelling the subscription cancels it. A bounded queue decouples the
 * engine thread from the detokenizer. If the queue is full, the request fails; the engine
 * does not wait.
 */
final class GenerationFlux implements GenerationListener {

    static final int MAX_UNREAD_TOKENS = 1 << 14;

    /** Grows in small steps: most requests leave few events unread. */
    private final Queue<GenerationEvent> unread = Queues.<GenerationEvent>unbounded(Queues.XS_BUFFER_SIZE).get();

    private final Sinks.Many<GenerationEvent> sink = Sinks.many().unicast().onBackpressureBuffer(this.unread);

    private final int firstChoice;

    GenerationFlux(int firstChoice) {
        this.firstChoice = firstChoice;
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
    public void onPrompt(PromptReport report) {
        emit(new GenerationEvent.Prompt(this.firstChoice, report));
    }

    @Override
    public void onToken(int choice, SampledToken token) {
        emit(new GenerationEvent.Token(choice, token));
    }

    @Override
    public void onFound(int choice, double score, List<SampledToken> tokens) {
        emit(new GenerationEvent.Found(choice, score, tokens));
    }

    @Override
    public void onEnd(GenerationTimings timings) {
        // The end never counts as one event too many.
        this.sink.tryEmitNext(new GenerationEvent.End(this.firstChoice, timings));
        this.sink.tryEmitComplete();
    }

    @Override
    public void onFailure(ServiceException failure) {
        this.sink.tryEmitError(failure);
    }

    private void emit(GenerationEvent event) {
        if (this.unread.size() >= MAX_UNREAD_TOKENS) {
            throw new ServiceException(ErrorKind.UNAVAILABLE, "the service is overloaded: " + MAX_UNREAD_TOKENS
                    + " tokens of this request wait for detokenization");
        }
        this.sink.tryEmitNext(event);
    }

}

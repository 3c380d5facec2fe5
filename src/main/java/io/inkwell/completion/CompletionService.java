package io.inkwell.completion;

import java.util.List;
import java.util.function.LongSupplier;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import io.inkwell.engine.GenerationRequest;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelRegistry;

/**
 * Completes text. What takes time runs on schedulers of its own: encoding, and making
 * text of tokens; the caller's thread and the engine's only hand things over.
 */
public final class CompletionService {

    private final CompletionEncoder encoder;

    private final Scheduler textInScheduler;

    private final Scheduler textOutScheduler;

    private final LongSupplier nanoClock;

    /**
     * @param seeds draws the seed of a request that brings none
     * @param nanoClock the clock of the engines
     * @param maxLogprobEntries log-probabilities that one answer may hold
     */
    public CompletionService(ModelRegistry registry, Scheduler textInScheduler, Scheduler textOutScheduler,
            LongSupplier seeds, LongSupplier nanoClock, int maxLogprobEntries) {
        this.encoder = new CompletionEncoder(registry, seeds, maxLogprobEntries);
        this.textInScheduler = textInScheduler;
        this.textOutScheduler = textOutScheduler;
        this.nanoClock = nanoClock;
    }

    /**
     * Encodes and checks. A request that is refused is refused here, or for want of room
     * by the first signal of {@link #stream}.
     */
    public Mono<EncodedCompletion> encode(CompletionRequest request) {
        return Mono.defer(() -> {
            long arrivalNanos = this.nanoClock.getAsLong();
            return Mono.fromCallable(() -> this.encoder.encode(request, arrivalNanos))
                .subscribeOn(this.textInScheduler);
        });
    }

    /**
     * The text as it comes. Nothing is submitted before somebody subscribes; whoever
     * cancels frees what it held.
     */
    public Flux<CompletionChunk> stream(EncodedCompletion completion) {
        return Flux.defer(() -> {
            LoadedModel model = completion.model();
            TextAssembler assembler = new TextAssembler(completion);
            CompletionLog log = new CompletionLog(completion);
            return events(model, completion.generations()).publishOn(this.textOutScheduler)
                .concatMapIterable(assembler::accept)
                .doOnNext(log::onChunk)
                .doOnError(log::onError)
                .doOnCancel(log::onCancel);
        });
    }

    /** The whole text. */
    public Mono<Completion> complete(EncodedCompletion completion) {
        return stream(completion)
            .collect(() -> new CompletionCollector(completion.numGeneratedChoices()), CompletionCollector::add)
            .map(CompletionCollector::completion)
            .map((whole) -> BestOf.choose(whole, completion.request().choices()));
    }

    private static Flux<GenerationEvent> events(LoadedModel model, List<GenerationRequest> generations) {
        List<Flux<GenerationEvent>> events = generations.stream()
            .map((generation) -> GenerationFlux.of(model.pool(), generation))
            .toList();
        return Flux.merge(Flux.fromIterable(events), Math.max(1, events.size()));
    }

}

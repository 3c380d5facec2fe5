package io.inkwell.completion;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import io.inkwell.completion.prompt.Prompt;
import io.inkwell.decoding.TokenConstraint;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.grammar.RequestedForm;
import io.inkwell.limits.Arrival;
import io.inkwell.limits.TextInSchedulers;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelUse;

/**
 * Runs completions. Tokenization and detokenization run on schedulers of their own, off
 * the caller's thread and off the engine thread.
 */
public final class CompletionService {

    private final CompletionEncoder encoder;

    private final TextInSchedulers textIn;

    private final Scheduler textOutScheduler;

    private final LongSupplier nanoClock;

    /**
     * @param seeds supplies the seed of a request that sets none
     * @param nanoClock the clock of the engines
     * @param maxLogprobEntries the maximum number of log-probabilities in one response
     */
    public CompletionService(TextInSchedulers textIn, Scheduler textOutScheduler, LongSupplier seeds,
            LongSupplier nanoClock, int maxLogprobEntries) {
        this.encoder = new CompletionEncoder(seeds, maxLogprobEntries);
        this.textIn = textIn;
        this.textOutScheduler = textOutScheduler;
        this.nanoClock = nanoClock;
    }

    /**
     * Tokenizes and validates a request. {@link #stream} can still fail with 429 if the
     * queue is full. It fails with 400 if the request does not fit the engine, its bans
     * leave no token, or its search finds too few completions.
     */
    public Mono<EncodedCompletion> encode(LoadedModel model, CompletionRequest request) {
        return constraint(model, request).flatMap((constraint) -> Mono.deferContextual((context) -> {
            long arrivalNanos = Arrival.nanos(context, this.nanoClock);
            return this.textIn.call(Prompt.numBytes(request.prompts()), () -> {
                // Encoding continues after the client has disconnected.
                try (ModelUse use = model.use()) {
                    return this.encoder.encode(use.model(), request, constraint.orElse(null), arrivalNanos);
                }
            });
        }));
    }

    /** A known form does not wait for those that are compiled. */
    private Mono<Optional<TokenConstraint>> constraint(LoadedModel model, CompletionRequest request) {
        RequestedForm form = request.form();
        if (form == null) {
            return Mono.just(Optional.empty());
        }
        Optional<TokenConstraint> known = model.outputForms().find(form);
        return known.isPresent() ? Mono.just(known) : this.textIn.compile(() -> {
            try (ModelUse use = model.use()) {
                return Optional.of(use.model().outputForms().compile(form));
            }
        });
    }

    /**
     * Streams the completion. Subscribing submits it to the engine; cancelling the
     * subscription releases its slots.
     */
    public Flux<CompletionChunk> stream(EncodedCompletion completion) {
        return Flux.defer(() -> {
            LoadedModel model = completion.model();
            TextAssembler assembler = new TextAssembler(completion);
            return events(model, completion.generations()).publishOn(this.textOutScheduler)
                .concatMapIterable(assembler::accept);
        });
    }

    /** Streams the completion and joins its chunks. */
    public Mono<Completion> complete(EncodedCompletion completion) {
        return join(completion, stream(completion));
    }

    /** Joins the chunks of a completion. */
    public Mono<Completion> join(EncodedCompletion completion, Flux<CompletionChunk> chunks) {
        return chunks.collect(() -> new CompletionCollector(completion.numGeneratedChoices()), CompletionCollector::add)
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

package io.inkwell.completion;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.inkwell.completion.prompt.Prompt;
import io.inkwell.completion.prompt.Truncation;
import io.inkwell.engine.request.CacheSalt;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.error.ServiceException;
import io.inkwell.limits.Arrival;
import io.inkwell.limits.TextInSchedulers;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelUse;

/** Computes embeddings. Inputs are prefilled like prompts, in the same steps. */
public final class EmbeddingService {

    /** The rest of a long list waits here, not in the queue of the engine. */
    private static final int INPUTS_AT_ONCE = 64;

    private final TextInSchedulers textIn;

    private final LongSupplier nanoClock;

    /**
     * @param nanoClock the clock of the engines
     */
    public EmbeddingService(TextInSchedulers textIn, LongSupplier nanoClock) {
        this.textIn = textIn;
        this.nanoClock = nanoClock;
    }

    /**
     * Tokenizes and validates inputs.
     * @param inputs none of them empty
     * @param truncation how to truncate inputs that are too long; null to reject them
     * @param dimensions how many components of each vector to keep; null for all
     * @param cacheSalt other prompts of an equal salt reuse the inputs' cached prefixes
     */
    public Mono<EncodedInputs> encode(LoadedModel model, List<Prompt> inputs, @Nullable Truncation truncation,
            @Nullable Integer dimensions, CacheSalt cacheSalt) {
        return Mono.deferContextual((context) -> {
            long arrivalNanos = Arrival.nanos(context, this.nanoClock);
            int size = (dimensions != null) ? dimensions : model.embeddingSize();
            ServiceException.require(size >= 1 && size <= model.embeddingSize(), "dimensions",
                    "from 1 to " + model.embeddingSize() + ", the model's hidden size", dimensions);
            return this.textIn.call(Prompt.numBytes(inputs), () -> {
                try (ModelUse use = model.use()) {
                    return new EncodedInputs(use.model(),
                            EmbeddingInputs.encode(use.model(), inputs, truncation, cacheSalt, arrivalNanos), size);
                }
            });
        });
    }

    /** Computes the embeddings. */
    public Mono<Embeddings> embed(EncodedInputs inputs) {
        List<GenerationRequest> requests = inputs.requests();
        List<Flux<GenerationEvent>> events = requests.stream()
            .map((request) -> GenerationFlux.of(inputs.model().pool(), request))
            .toList();
        return Flux.fromIterable(events)
            .flatMap(Function.identity(), INPUTS_AT_ONCE)
            .publishOn(this.textIn.small())
            .ofType(GenerationEvent.Prompt.class)
            .collect(() -> new float[requests.size()][],
                    (vectors,
                            prompt) -> vectors[prompt.firstChoice()] = EmbeddingInputs
                                .unitMean(prompt.report().hiddenStates(), inputs.size()))
            .map((vectors) -> new Embeddings(inputs.model().name(), List.of(vectors), inputs.numTokens()));
    }

}

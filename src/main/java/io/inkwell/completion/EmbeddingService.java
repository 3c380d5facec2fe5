package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

import io.inkwell.decoding.StopConditions;
import io.inkwell.decoding.StopSequences;
import io.inkwell.engine.GenerationRequest;
import io.inkwell.engine.Operation;
import io.inkwell.engine.PromptOutputs;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Turns texts into vectors: computes them as prompts, in the steps of all others. */
public final class EmbeddingService {

    private static final StopConditions NO_TOKENS = new StopConditions(0, 0, Set.of(), Set.of(), false,
            StopSequences.NONE, false);

    private final ModelRegistry registry;

    private final Scheduler textInScheduler;

    private final LongSupplier nanoClock;

    /**
     * @param nanoClock the clock of the engines
     */
    public EmbeddingService(ModelRegistry registry, Scheduler textInScheduler, LongSupplier nanoClock) {
        this.registry = registry;
        this.textInScheduler = textInScheduler;
        this.nanoClock = nanoClock;
    }

    /**
     * @param model its name
     * @param texts none of them empty
     */
    public Mono<Embeddings> embed(String model, List<Prompt> texts) {
        return Mono.defer(() -> {
            long arrivalNanos = this.nanoClock.getAsLong();
            return Mono.fromCallable(() -> encode(model, texts, arrivalNanos))
                .subscribeOn(this.textInScheduler)
                .flatMap((requests) -> embed(this.registry.get(model), requests));
        });
    }

    private List<GenerationRequest> encode(String model, List<Prompt> texts, long arrivalNanos) {
        PromptEncoder encoder = new PromptEncoder(this.registry.get(model));
        List<GenerationRequest> requests = new ArrayList<>();
        for (Prompt text : texts) {
            int[] tokens = encoder.encode("input", text).tokens();
            encoder.requireFits("input", tokens.length);
            requests.add(GenerationRequest.builder(tokens, NO_TOKENS)
                .choices(1, requests.size())
                .promptOutputs(new PromptOutputs(-1, true))
                .arrivalNanos(arrivalNanos)
                .operation(Operation.EMBEDDINGS)
                .build());
        }
        return requests;
    }

    private Mono<Embeddings> embed(LoadedModel model, List<GenerationRequest> requests) {
        List<Flux<GenerationEvent>> events = requests.stream()
            .map((request) -> GenerationFlux.of(model.pool(), request))
            .toList();
        int numTokens = requests.stream().mapToInt((request) -> request.promptTokens().length).sum();
        return Flux.merge(Flux.fromIterable(events), events.size())
            .publishOn(this.textInScheduler)
            .ofType(GenerationEvent.Prompt.class)
            .collect(() -> new float[requests.size()][],
                    (vectors, prompt) -> vectors[prompt.firstChoice()] = unitMean(prompt.report().hiddenStates()))
            .map((vectors) -> new Embeddings(model.name(), List.of(vectors), numTokens));
    }

    private static float[] unitMean(List<float[]> states) {
        double[] sum = new double[states.get(0).length];
        for (float[] state : states) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += state[i];
            }
        }
        double squares = 0;
        for (double each : sum) {
            squares += each * each;
        }
        // The mean and the sum point the same way; a vector of zeros stays one.
        double length = Math.max(Math.sqrt(squares), Double.MIN_NORMAL);
        float[] unit = new float[sum.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (sum[i] / length);
        }
        return unit;
    }

}

package io.inkwell.completion;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.inkwell.completion.prompt.Prompt;
import io.inkwell.decoding.TokenConstraint;
import io.inkwell.engine.request.CacheSalt;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.error.ServiceException;
import io.inkwell.grammar.RequestedForm;
import io.inkwell.registry.LoadedModel;

/**
 * Runs completions for callers that wait. Tokenizes and detokenizes on the caller's
 * thread, and needs no Reactor.
 */
public final class BlockingCompletions {

    private final CompletionEncoder encoder;

    private final LongSupplier nanoClock;

    /**
     * @param seeds supplies the seed of a request that sets none
     * @param nanoClock the clock of the engines
     * @param maxLogprobEntries the maximum number of log-probabilities in one response
     */
    public BlockingCompletions(LongSupplier seeds, LongSupplier nanoClock, int maxLogprobEntries) {
        this.encoder = new CompletionEncoder(seeds, maxLogprobEntries);
        this.nanoClock = nanoClock;
    }

    /**
     * Tokenizes and submits a request.
     * @throws ServiceException if it does not fit the model, or the queue is full
     */
    public CompletionCursor start(LoadedModel model, CompletionRequest request) {
        RequestedForm form = request.form();
        TokenConstraint constraint = (form != null) ? model.outputForms().compile(form) : null;
        return new CompletionCursor(this.encoder.encode(model, request, constraint, this.nanoClock.getAsLong()));
    }

    /** Waits for the chunks of a completion with one choice, and joins them. */
    public static Completion join(CompletionCursor chunks) {
        CompletionCollector collector = new CompletionCollector(1);
        chunks.forEachRemaining(collector::add);
        return collector.completion();
    }

    /**
     * Tokenizes and submits texts to embed, none of them empty.
     * @return waits for the unit vector of each text
     * @throws ServiceException if a text does not fit the model, or the queue is full
     */
    public Supplier<List<float[]>> startEmbeddings(LoadedModel model, List<String> texts) {
        List<Prompt> inputs = texts.stream().<Prompt>map(Prompt.Text::new).toList();
        List<GenerationRequest> requests = EmbeddingInputs.encode(model, inputs, null, CacheSalt.NONE,
                this.nanoClock.getAsLong());
        GenerationQueue events = GenerationQueue.submit(model.pool(), requests);
        return () -> vectors(events, requests.size(), model.embeddingSize());
    }

    private static List<float[]> vectors(GenerationQueue events, int number, int size) {
        float[][] vectors = new float[number][];
        for (int numKnown = 0; numKnown < number;) {
            if (events.take() instanceof GenerationEvent.Prompt prompt) {
                vectors[prompt.firstChoice()] = EmbeddingInputs.unitMean(prompt.report().hiddenStates(), size);
                numKnown++;
            }
        }
        return List.of(vectors);
    }

}

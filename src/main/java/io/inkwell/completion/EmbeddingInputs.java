package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.prompt.EncodedPrompt;
import io.inkwell.completion.prompt.Prompt;
import io.inkwell.completion.prompt.PromptEncoder;
import io.inkwell.completion.prompt.PromptField;
import io.inkwell.completion.prompt.Truncation;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.decoding.stop.StopStrings;
import io.inkwell.engine.request.CacheSalt;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.Operation;
import io.inkwell.engine.request.PromptOutputs;
import io.inkwell.registry.LoadedModel;

/** Turns texts to embed into requests, and their hidden states into vectors. */
final class EmbeddingInputs {

    private static final StopConditions NO_TOKENS = new StopConditions(0, 0, Set.of(), Set.of(), false,
            StopStrings.NONE, false);

    private EmbeddingInputs() {
    }

    /** One request for each input. */
    static List<GenerationRequest> encode(LoadedModel model, List<Prompt> inputs, @Nullable Truncation truncation,
            CacheSalt cacheSalt, long arrivalNanos) {
        PromptEncoder encoder = new PromptEncoder(model);
        List<GenerationRequest> requests = new ArrayList<>();
        for (Prompt input : inputs) {
            String field = PromptField.of("input", inputs, requests.size());
            EncodedPrompt encoded = encoder.encode(field, input, truncation);
            int[] tokens = ((truncation != null) ? encoder.truncate(encoded, truncation) : encoded).tokens();
            encoder.requireFits(field, tokens.length);
            requests.add(GenerationRequest.builder(tokens, NO_TOKENS)
                .choices(1, requests.size())
                .cacheSalt(cacheSalt)
                .adapter(model.adapter())
                .promptOutputs(new PromptOutputs(-1, true))
                .arrivalNanos(arrivalNanos)
                .operation(Operation.EMBEDDINGS)
                .build());
        }
        return requests;
    }

    /** The unit vector in the direction of the mean of hidden states. */
    static float[] unitMean(List<float[]> states, int size) {
        double[] sum = new double[size];
        for (float[] state : states) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += state[i];
            }
        }
        double squares = 0;
        for (double each : sum) {
            squares += each * each;
        }
        // The mean and the sum have the same direction. A zero vector stays zero.
        double length = Math.max(Math.sqrt(squares), Double.MIN_NORMAL);
        float[] unit = new float[sum.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (sum[i] / length);
        }
        return unit;
    }

}

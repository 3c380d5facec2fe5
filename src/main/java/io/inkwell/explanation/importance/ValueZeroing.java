package io.inkwell.explanation.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.inkwell.explanation.CancellationToken;
import io.inkwell.explanation.text.TokenSpan;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.introspection.Gpt2Explainer;

/**
 * Mohebbi et al.'s value zeroing: in one layer at a time the attention of a token finds
 * zeros for the values of a part, and what the layer makes of the token is compared with
 * what it makes of it otherwise.
 */
final class ValueZeroing {

    private ValueZeroing() {
    }

    /** A part's score is its mean over the layers. */
    static Importance compute(ImportanceRequest request, List<TokenSpan> parts, Gpt2Model gpt2,
            CancellationToken cancellation) {
        int[] read = Arrays.copyOf(request.tokens(), request.position() + 1);
        int[] partOfToken = partOfToken(parts, read.length);
        List<double[]> layers = new ArrayList<>();
        try (Gpt2Explainer explainer = gpt2.newExplainer()) {
            cancellation.throwIfCancelled();
            float[] states = explainer.states(read);
            for (int layer = 0; layer < gpt2.config().numLayers(); layer++) {
                cancellation.throwIfCancelled();
                float[] turns = explainer.withoutValues(states, layer, partOfToken);
                double[] scores = new double[parts.size()];
                // What comes after the token is not seen by it.
                for (int part = 0; part < turns.length; part++) {
                    scores[part] = turns[part];
                }
                layers.add(scores);
            }
        }
        List<Importance.Part> scores = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            int part = i;
            scores.add(new Importance.Part(parts.get(i),
                    layers.stream().mapToDouble((layer) -> layer[part]).average().orElseThrow()));
        }
        return new Importance(null, scores, null, layers);
    }

    private static int[] partOfToken(List<TokenSpan> parts, int numTokens) {
        int[] partOfToken = new int[numTokens];
        for (int part = 0; part < parts.size() && parts.get(part).from() < numTokens; part++) {
            Arrays.fill(partOfToken, parts.get(part).from(), Math.min(numTokens, parts.get(part).to()), part);
        }
        return partOfToken;
    }

}

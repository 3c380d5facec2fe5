package io.inkwell.explanation.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.inkwell.explanation.CancellationToken;
import io.inkwell.explanation.text.TokenSpan;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.introspection.Gpt2Explainer;

/**
 * Value zeroing (Mohebbi et al. 2023): sets the attention values of a part to zero in one
 * layer at a time, and compares the hidden state of the examined token after the layer
 * with the original one.
 */
final class ValueZeroing {

    private ValueZeroing() {
    }

    /** The score of a part is its mean over the layers. */
    static Importance compute(ImportanceRequest request, List<TokenSpan> parts, Gpt2Model gpt2,
            CancellationToken cancellation) {
        int[] read = Arrays.copyOf(request.tokens(), request.position() + 1);
        int[] partOfToken = partOfToken(parts, read.length);
        List<double[]> layers = new ArrayList<>();
        try (Gpt2Explainer explainer = gpt2.newExplainer()) {
            cancellation.throwIfCancelled();
            float[] states = explainer.hiddenStates(read);
            for (int layer = 0; layer < gpt2.config().numLayers(); layer++) {
                cancellation.throwIfCancelled();
                float[] turns = explainer.valueZeroing(states, layer, partOfToken);
                double[] scores = new double[parts.size()];
                // Parts after the examined token keep the score 0.
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

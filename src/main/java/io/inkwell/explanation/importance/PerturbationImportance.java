package io.inkwell.explanation.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.inkwell.explanation.CancellationToken;
import io.inkwell.explanation.text.ForwardPass;
import io.inkwell.explanation.text.TokenSpan;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.step.Gpt2Predictor;

/** Importance from removing or replacing one part of the prompt at a time. */
record PerturbationImportance(ImportanceMethod method, int[] tokens, int baseline) {

    private static final int MAX_VARIANTS_AT_ONCE = 8;

    /**
     * The score of a part is the decrease of the value without it; negative if the value
     * increases.
     */
    static Importance compute(ImportanceRequest request, List<TokenSpan> parts, Gpt2Model gpt2,
            CancellationToken cancellation) {
        int[] tokens = request.tokens();
        PerturbationImportance removal = new PerturbationImportance(request.method(), tokens,
                request.baseline().tokenId());
        List<int[]> variants = parts.stream().map(removal::without).toList();
        try (Gpt2Predictor predictor = gpt2.newPredictor(1 + Math.min(MAX_VARIANTS_AT_ONCE, parts.size()))) {
            float[] logits = new ForwardPass(predictor, cancellation).read(tokens, false);
            int target = request.target(logits);
            double value = request.value(logits, 0, predictor.vocabularySize(), target);
            List<Importance.Part> scores = new ArrayList<>();
            new VariantReader(predictor, cancellation, tokens).read(variants,
                    (variant, output) -> scores.add(new Importance.Part(parts.get(variant),
                            value - request.value(output.copyLogits(0), 0, output.vocabularySize(), target))));
            return new Importance(new Importance.Target(target, value), scores, null, null);
        }
    }

    /**
     * The prompt without a part. An empty prompt becomes the baseline token.
     */
    int[] without(TokenSpan part) {
        if (this.method == ImportanceMethod.OCCLUSION) {
            int[] occluded = this.tokens.clone();
            Arrays.fill(occluded, part.from(), part.to(), this.baseline);
            return occluded;
        }
        if (part.length() == this.tokens.length) {
            return new int[] { this.baseline };
        }
        return IntStream.range(0, this.tokens.length)
            .filter((i) -> i < part.from() || i >= part.to())
            .map((i) -> this.tokens[i])
            .toArray();
    }

}

package io.inkwell.explanation;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.model.Gpt2Model;
import io.inkwell.model.Gpt2Predictor;

/**
 * What the parts of a text are worth to the answer.
 *
 * @param target the token whose chance it is
 * @param value of the whole text
 * @param values of the text without each of the parts
 */
record Importance(int target, double value, List<TokenSpan> parts, double[] values) {

    private static final int MAX_VARIANTS_AT_ONCE = 8;

    static Importance compute(ImportanceRequest request, List<TokenSpan> parts, Gpt2Model exact, Caller caller) {
        int[] tokens = request.tokens();
        List<int[]> variants = new ArrayList<>();
        for (TokenSpan part : parts) {
            int[] variant = request.method().without(part, tokens, request.baseline());
            // Of nothing the model says what it says of the start of a text.
            variants.add((variant.length > 0) ? variant : new int[] { request.baseline() });
        }
        try (Gpt2Predictor predictor = exact.newPredictor(1 + Math.min(MAX_VARIANTS_AT_ONCE, parts.size()))) {
            float[] logits = new TextPass(predictor, caller).read(tokens, false);
            int target = (request.target() != null) ? request.target() : likeliest(logits);
            double[] values = new double[parts.size()];
            new VariantReader(predictor, caller, tokens).read(variants, (variant, variantLogits,
                    row) -> values[variant] = request.value(variantLogits, row, predictor.vocabularySize(), target));
            return new Importance(target, request.value(logits, 0, predictor.vocabularySize(), target), parts, values);
        }
    }

    /** How much is lost without a part; below 0 if something is won. */
    double score(int part) {
        return this.value - this.values[part];
    }

    /** The score as a share of what all parts change together; 0 if none does. */
    double normalized(int part) {
        double sum = 0;
        for (double each : this.values) {
            sum += Math.abs(this.value - each);
        }
        return (sum > 0) ? score(part) / sum : 0;
    }

    private static int likeliest(float[] logits) {
        int best = 0;
        for (int id = 1; id < logits.length; id++) {
            best = (logits[id] > logits[best]) ? id : best;
        }
        return best;
    }

}

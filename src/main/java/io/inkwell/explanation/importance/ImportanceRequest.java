package io.inkwell.explanation.importance;

import org.jspecify.annotations.Nullable;

import io.inkwell.explanation.text.Granularity;
import io.inkwell.model.introspection.OutputMeasure;

/**
 * Whose importance is wanted, and of what.
 *
 * @param target null for the token that is the likeliest after the text
 * @param contrast null for none
 * @param numSteps of an integral
 * @param position of the token that is looked at
 */
public record ImportanceRequest(int[] tokens, ImportanceMethod method, OutputMeasure measure, Granularity granularity,
        @Nullable Integer target, @Nullable Integer contrast, ImportanceBaseline baseline, int numSteps, int position) {

    /** The token that is asked for, or the likeliest. */
    int target(float[] logits) {
        if (this.target != null) {
            return this.target;
        }
        int best = 0;
        for (int id = 1; id < logits.length; id++) {
            best = (logits[id] > logits[best]) ? id : best;
        }
        return best;
    }

    /** The same of another text, its last token and the one after it. */
    public ImportanceRequest with(int[] tokens, int target) {
        return new ImportanceRequest(tokens, this.method, this.measure, this.granularity, target, this.contrast,
                this.baseline, this.numSteps, tokens.length - 1);
    }

    /** The measure of the target, less that of the contrast. */
    double value(float[] logits, int row, int vocabularySize, int targetId) {
        double value = this.measure.of(logits, row, vocabularySize, targetId);
        return (this.contrast != null) ? value - this.measure.of(logits, row, vocabularySize, this.contrast) : value;
    }

}

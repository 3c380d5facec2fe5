package io.inkwell.explanation.importance;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.Logits;
import io.inkwell.explanation.text.Granularity;
import io.inkwell.model.introspection.OutputMeasure;

/**
 * A valid request for importance.
 *
 * @param target null for the most likely next token
 * @param contrast null for none
 * @param numSteps interpolation steps of integrated gradients
 * @param position of the token to examine
 */
public record ImportanceRequest(int[] tokens, ImportanceMethod method, OutputMeasure measure, Granularity granularity,
        @Nullable Integer target, @Nullable Integer contrast, ImportanceBaseline baseline, int numSteps, int position) {

    /** The requested target, or the most likely token. */
    int target(float[] logits) {
        return (this.target != null) ? this.target : Logits.argMax(logits);
    }

    /** The same request for another prompt and its next token. */
    public ImportanceRequest with(int[] tokens, int target) {
        return new ImportanceRequest(tokens, this.method, this.measure, this.granularity, target, this.contrast,
                this.baseline, this.numSteps, tokens.length - 1);
    }

    /** The measure of the target, minus that of the contrast token. */
    double value(float[] logits, int row, int vocabularySize, int targetId) {
        double value = this.measure.of(logits, row, vocabularySize, targetId);
        return (this.contrast != null) ? value - this.measure.of(logits, row, vocabularySize, this.contrast) : value;
    }

}

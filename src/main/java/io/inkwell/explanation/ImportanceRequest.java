package io.inkwell.explanation;

import org.jspecify.annotations.Nullable;

/**
 * Whose importance is wanted, and of what.
 *
 * @param target null for the token that is the likeliest after the text
 * @param contrast null for none
 */
record ImportanceRequest(int[] tokens, ImportanceMethod method, ImportanceMeasure measure, Granularity granularity,
        @Nullable Integer target, @Nullable Integer contrast, int baseline) {

    /** The same of another text and token. */
    ImportanceRequest with(int[] tokens, int target) {
        return new ImportanceRequest(tokens, this.method, this.measure, this.granularity, target, this.contrast,
                this.baseline);
    }

    /** The measure of the target, less that of the contrast. */
    double value(float[] logits, int row, int vocabularySize, int targetId) {
        double value = this.measure.of(logits, row, vocabularySize, targetId);
        return (this.contrast != null) ? value - this.measure.of(logits, row, vocabularySize, this.contrast) : value;
    }

}

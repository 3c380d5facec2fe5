package io.inkwell.model.program;

import io.inkwell.model.checkpoint.Precision;

/**
 * Options for loading weights.
 *
 * @param precision the data type of the matrices
 * @param checked whether to reject weights with NaN, infinity, or a value too large for
 * the precision
 */
public record WeightOptions(Precision precision, boolean checked) {

    /** The default: with checks. */
    public static WeightOptions of(Precision precision) {
        return new WeightOptions(precision, true);
    }

}

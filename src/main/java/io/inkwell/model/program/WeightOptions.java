package io.inkwell.model.program;

import io.inkwell.model.checkpoint.Precision;

/**
 * How weights are loaded.
 *
 * @param precision what the matrices are kept in
 * @param checked whether a weight that holds NaN or infinity, or a number too large for
 * the precision, is refused
 */
public record WeightOptions(Precision precision, boolean checked) {

    /** The usual way: with checks. */
    public static WeightOptions of(Precision precision) {
        return new WeightOptions(precision, true);
    }

}

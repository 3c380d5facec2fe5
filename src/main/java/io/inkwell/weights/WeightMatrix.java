package io.inkwell.weights;

import java.io.IOException;

/** The requested view of a weight: a matrix whose rows are computed on demand. */
sealed interface WeightMatrix permits WeightBlock, WeightCurves, WeightCosines {

    /** The field name in JSON. */
    String label();

    int numRows();

    int numColumns();

    /**
     * @param tensor the weight of this matrix; may be another instance than at creation
     */
    float[] row(WeightTensor tensor, int row) throws IOException;

}

package io.inkwell.weights;

import java.io.IOException;

/** What is shown of a weight: a matrix whose rows are made one by one. */
sealed interface WeightMatrix permits WeightBlock, WeightCurves, WeightCosines {

    /** What it is called in JSON. */
    String label();

    int numRows();

    int numColumns();

    /**
     * @param tensor the weight that it is of, which need not be the same object as before
     */
    float[] row(WeightTensor tensor, int row) throws IOException;

}

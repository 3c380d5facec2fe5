package io.inkwell.weights;

import java.io.IOException;

/** A part of a weight: {@code values[row][column]}, read on demand. */
record WeightBlock(WeightSlice rows, WeightSlice columns) implements WeightMatrix {

    @Override
    public String label() {
        return "values";
    }

    @Override
    public int numRows() {
        return this.rows.size();
    }

    @Override
    public int numColumns() {
        return this.columns.size();
    }

    @Override
    public float[] row(WeightTensor tensor, int row) throws IOException {
        return tensor.row(this.rows.at(row), this.columns);
    }

}

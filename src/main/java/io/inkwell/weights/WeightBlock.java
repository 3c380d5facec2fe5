package io.inkwell.weights;

import java.io.IOException;

/** A part of a weight as it is: {@code values[row][column]}, read as it is asked for. */
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

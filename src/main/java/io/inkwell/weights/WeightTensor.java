package io.inkwell.weights;

import java.io.IOException;
import java.util.List;

import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.TensorInfo;

/** A weight of an open checkpoint as a matrix. A vector is one row. */
record WeightTensor(Checkpoint checkpoint, String name) {

    TensorInfo info() {
        return this.checkpoint.info(this.name);
    }

    int numRows() {
        List<Long> shape = info().shape();
        return (shape.size() == 1) ? 1 : Math.toIntExact(shape.get(0));
    }

    int numColumns() {
        List<Long> shape = info().shape();
        return Math.toIntExact(shape.get(shape.size() - 1));
    }

    /** The number of values. */
    long count() {
        return (long) numRows() * numColumns();
    }

    /** Reads values in row-major order. */
    float[] values(long from, int count) throws IOException {
        return this.checkpoint.values(this.name, from, count);
    }

    float[] row(int row, WeightSlice columns) throws IOException {
        float[] values = values((long) row * numColumns() + columns.from(), columns.to() - columns.from());
        if (columns.step() == 1) {
            return values;
        }
        float[] chosen = new float[columns.size()];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = values[i * columns.step()];
        }
        return chosen;
    }

}

package io.inkwell.weights;

import java.io.IOException;
import java.util.List;

import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.TensorInfo;

/** A weight of an open checkpoint, as a matrix: a vector counts as one row. */
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

    /** How many numbers it holds. */
    long count() {
        return (long) numRows() * numColumns();
    }

    /** Those of the numbers that begin at one, counted row by row. */
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

package io.inkwell.weights;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.inkwell.explanation.CancellationToken;

/**
 * The cosine similarity of all pairs of rows: {@code cosines[row][row]}; 0 for a row of
 * zeros. Keeps only the rows, scaled to length 1, in memory.
 */
record WeightCosines(List<float[]> unitRows) implements WeightMatrix {

    static WeightCosines of(WeightTensor tensor, WeightSlice rows, WeightSlice columns, CancellationToken cancellation)
            throws IOException {
        List<float[]> unitRows = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            cancellation.throwIfCancelled();
            unitRows.add(atLengthOne(tensor.row(rows.at(i), columns)));
        }
        return new WeightCosines(unitRows);
    }

    private static float[] atLengthOne(float[] row) {
        double length = Math.sqrt(product(row, row));
        for (int i = 0; i < row.length; i++) {
            row[i] = (length > 0) ? (float) (row[i] / length) : 0;
        }
        return row;
    }

    // Four independent sums, so that additions overlap in the CPU pipeline.
    private static double product(float[] left, float[] right) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = 0;
        for (; i + 3 < left.length; i += 4) {
            first += (double) left[i] * right[i];
            second += (double) left[i + 1] * right[i + 1];
            third += (double) left[i + 2] * right[i + 2];
            fourth += (double) left[i + 3] * right[i + 3];
        }
        for (; i < left.length; i++) {
            first += (double) left[i] * right[i];
        }
        return (first + second) + (third + fourth);
    }

    @Override
    public String label() {
        return "cosines";
    }

    @Override
    public int numRows() {
        return this.unitRows.size();
    }

    @Override
    public int numColumns() {
        return this.unitRows.size();
    }

    @Override
    public float[] row(WeightTensor tensor, int row) {
        float[] cosines = new float[this.unitRows.size()];
        for (int other = 0; other < cosines.length; other++) {
            cosines[other] = (float) product(this.unitRows.get(row), this.unitRows.get(other));
        }
        return cosines;
    }

}

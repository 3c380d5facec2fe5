package io.inkwell.weights;

import java.io.IOException;
import java.util.List;

import io.inkwell.explanation.CancellationToken;

/**
 * Some columns of a weight as curves over its rows: {@code curves[column][row]}. Curves
 * of the position embeddings show the learned waves.
 */
record WeightCurves(List<float[]> curves) implements WeightMatrix {

    static WeightCurves of(WeightTensor tensor, WeightSlice rows, List<Integer> dims, CancellationToken cancellation)
            throws IOException {
        List<float[]> curves = dims.stream().map((dim) -> new float[rows.size()]).toList();
        WeightSlice columns = new WeightSlice(0, tensor.numColumns(), 1);
        for (int i = 0; i < rows.size(); i++) {
            cancellation.throwIfCancelled();
            float[] row = tensor.row(rows.at(i), columns);
            for (int dim = 0; dim < dims.size(); dim++) {
                curves.get(dim)[i] = row[dims.get(dim)];
            }
        }
        return new WeightCurves(curves);
    }

    @Override
    public String label() {
        return "curves";
    }

    @Override
    public int numRows() {
        return this.curves.size();
    }

    @Override
    public int numColumns() {
        return this.curves.get(0).length;
    }

    @Override
    public float[] row(WeightTensor tensor, int row) {
        return this.curves.get(row);
    }

}

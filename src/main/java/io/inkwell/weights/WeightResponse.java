package io.inkwell.weights;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.explanation.CancellationToken;

/**
 * A part of a weight, ready to be sent.
 *
 * @param reach the magnitude of the strongest colours, where it is a picture; else 0
 * @param opening begins to write it
 */
record WeightResponse(String name, WeightMatrix matrix, WeightFormat format, float reach, WeightPages.Opening opening) {

    /** Takes the longer, the larger a weight is that nobody has asked for before. */
    static WeightResponse prepare(WeightQuery query, WeightTensor tensor, Statistics statistics, JsonMapper json,
            CancellationToken cancellation) throws IOException {
        WeightMatrix matrix = query.matrix(tensor, cancellation);
        float reach = (query.format() == WeightFormat.PNG) ? reach(query, matrix, statistics) : 0;
        WeightPages.Opening opening = switch (query.format()) {
            case JSON -> {
                Fields fields = Fields.of(statistics.read(), query, tensor);
                yield (out) -> new JsonMatrixEncoder(out, json, fields, matrix.label());
            }
            case F32 -> FloatEncoder::raw;
            case NPY -> (out) -> FloatEncoder.npy(out, matrix.numRows(), matrix.numColumns());
            case PNG -> (out) -> new PngEncoder(out, matrix.numRows(), matrix.numColumns(), reach);
        };
        return new WeightResponse(tensor.name(), matrix, query.format(), reach, opening);
    }

    private static float reach(WeightQuery query, WeightMatrix matrix, Statistics statistics) throws IOException {
        if (query.reach() != null) {
            return query.reach();
        }
        float reach = (matrix instanceof WeightCosines) ? 1 : statistics.read().statistics().reach();
        return (reach > 0) ? reach : 1;
    }

    /** Reads what the whole weight is like, if it must be known. */
    @FunctionalInterface
    interface Statistics {

        WeightSummary read() throws IOException;

    }

    /**
     * @param rows those that are shown, as a slice with all its parts
     * @param cols the same; null where they are {@code dims}
     * @param dims null where they are {@code cols}
     */
    @JsonPropertyOrder({ "weight", "rows", "cols", "dims" })
    record Fields(@JsonUnwrapped WeightSummary weight, String rows, @Nullable String cols,
            @Nullable List<Integer> dims) {

        static Fields of(WeightSummary weight, WeightQuery query, WeightTensor tensor) {
            List<Integer> dims = query.dims(tensor);
            return new Fields(weight, query.rows(tensor).text(), dims.isEmpty() ? query.cols(tensor).text() : null,
                    dims.isEmpty() ? null : dims);
        }

    }

}

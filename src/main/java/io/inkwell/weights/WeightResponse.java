package io.inkwell.weights;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.explanation.CancellationToken;

/**
 * The response to a weight request, ready to send.
 *
 * @param reach the magnitude of the strongest colors of an image; else 0
 * @param opening creates the encoder
 */
record WeightResponse(String name, WeightMatrix matrix, WeightFormat format, float reach, WeightPages.Opening opening) {

    /** Reads the whole weight if its statistics are needed for the first time. */
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

    /** Reads the statistics of the whole weight. */
    @FunctionalInterface
    interface Statistics {

        WeightSummary read() throws IOException;

    }

    /**
     * @param rows the returned slice, as {@code from:to:step}
     * @param cols the returned slice; null with {@code dims}
     * @param dims null with {@code cols}
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

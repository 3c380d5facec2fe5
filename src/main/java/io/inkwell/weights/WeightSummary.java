package io.inkwell.weights;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.inkwell.model.checkpoint.ElementType;

/**
 * The description and statistics of a weight.
 *
 * @param dtype type in the checkpoint; all values are those of the checkpoint, not of the
 * served precision
 * @param bytes size in the checkpoint
 */
@JsonPropertyOrder({ "name", "meaning", "shape", "dtype", "count", "bytes", "statistics" })
record WeightSummary(String name, String meaning, List<Long> shape, ElementType dtype, long count, long bytes,
        @JsonUnwrapped WeightStatistics statistics) {

    static WeightSummary of(WeightTensor tensor, WeightStatistics statistics) {
        return new WeightSummary(tensor.name(), WeightMeaning.of(tensor.name()), tensor.info().shape(),
                tensor.info().type(), tensor.count(), tensor.info().sizeBytes(), statistics);
    }

}

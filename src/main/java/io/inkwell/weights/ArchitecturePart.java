package io.inkwell.weights;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One step of the computation, in the order in which they are made.
 *
 * @param inputs the width of what comes in; 1 for the number of a token or position
 * @param outputs the width of what goes out
 * @param weights with {@code {block}} for the number of the block
 * @param parameters how many numbers those are, not counting what another part counts
 * @param flops of its matrix products for one token
 * @param flopsPerPosition of its products for each position attended to
 */
@JsonPropertyOrder({ "name", "does", "inputs", "outputs", "weights", "parameters", "flops", "flops_per_position" })
record ArchitecturePart(String name, String does, int inputs, int outputs, List<String> weights, long parameters,
        long flops, long flopsPerPosition) {
}

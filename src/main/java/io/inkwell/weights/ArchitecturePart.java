package io.inkwell.weights;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One step of the forward pass.
 *
 * @param inputs width of the input; 1 for a token or position index
 * @param outputs width of the output
 * @param weights names, with {@code {block}} as the block index
 * @param parameters size of the weights, without those that another part counts
 * @param flops of the matrix products for one token
 * @param flopsPerPosition of the products for each attended position
 */
@JsonPropertyOrder({ "name", "does", "inputs", "outputs", "weights", "parameters", "flops", "flops_per_position" })
record ArchitecturePart(String name, String does, int inputs, int outputs, List<String> weights, long parameters,
        long flops, long flopsPerPosition) {
}

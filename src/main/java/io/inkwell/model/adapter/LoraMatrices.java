package io.inkwell.model.adapter;

/**
 * The two factors of an adapter for one matrix of one layer. The output of the matrix
 * grows by {@code scale * B A x}. GPT-2 stores its matrices transposed, so merging adds
 * {@code scale * (B A)^T} to them.
 *
 * @param a {@code [rank, inputs]}, row-major
 * @param b {@code [outputs, rank]}, row-major
 */
public record LoraMatrices(float[] a, float[] b) {
}

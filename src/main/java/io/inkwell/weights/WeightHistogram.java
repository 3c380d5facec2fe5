package io.inkwell.weights;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * How many numbers of a weight lie in each of {@value #BINS} parts of equal width, the
 * last of which has the largest number too.
 */
@JsonPropertyOrder({ "from", "to", "counts" })
record WeightHistogram(float from, float to, long[] counts) {

    static final int BINS = 64;

}

package io.inkwell.weights;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The number of values of a weight in each of {@value #BINS} bins of equal width. The
 * last bin includes its upper bound.
 */
@JsonPropertyOrder({ "from", "to", "counts" })
record WeightHistogram(float from, float to, long[] counts) {

    static final int BINS = 64;

}

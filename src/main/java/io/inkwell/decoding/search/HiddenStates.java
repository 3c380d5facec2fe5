package io.inkwell.decoding.search;

import java.util.Arrays;

/** The normalized hidden states of a sequence, one per token. */
final class HiddenStates {

    // [tokens, size], each of unit length
    private float[] directions = {};

    private int numValues;

    void add(float[] values, int offset, int size) {
        if (this.numValues + size > this.directions.length) {
            this.directions = Arrays.copyOf(this.directions, Math.max(64 * size, 2 * this.numValues));
        }
        float norm = norm(values, offset, size);
        for (int i = 0; i < size; i++) {
            this.directions[this.numValues + i] = values[offset + i] / norm;
        }
        this.numValues += size;
    }

    /** The highest cosine similarity to any earlier state. */
    float greatestCosine(float[] values, int offset, int size) {
        float greatest = Float.NEGATIVE_INFINITY;
        for (int start = 0; start < this.numValues; start += size) {
            greatest = Math.max(greatest, dot(this.directions, start, values, offset, size));
        }
        return greatest / norm(values, offset, size);
    }

    // A state of all zeros has no direction and counts as dissimilar to all others.
    private static float norm(float[] values, int offset, int size) {
        float norm = (float) Math.sqrt(dot(values, offset, values, offset, size));
        return (norm > 0) ? norm : 1;
    }

    /**
     * Eight partial sums: with a single one, each addition would wait for the previous.
     * The loop then runs at memory speed.
     */
    private static float dot(float[] a, int aOffset, float[] b, int bOffset, int size) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        float sum4 = 0;
        float sum5 = 0;
        float sum6 = 0;
        float sum7 = 0;
        int shift = bOffset - aOffset;
        int end = aOffset + size;
        int i = aOffset;
        for (; i + 7 < end; i += 8) {
            sum0 += a[i] * b[i + shift];
            sum1 += a[i + 1] * b[i + shift + 1];
            sum2 += a[i + 2] * b[i + shift + 2];
            sum3 += a[i + 3] * b[i + shift + 3];
            sum4 += a[i + 4] * b[i + shift + 4];
            sum5 += a[i + 5] * b[i + shift + 5];
            sum6 += a[i + 6] * b[i + shift + 6];
            sum7 += a[i + 7] * b[i + shift + 7];
        }
        for (; i < end; i++) {
            sum0 += a[i] * b[i + shift];
        }
        return ((sum0 + sum1) + (sum2 + sum3)) + ((sum4 + sum5) + (sum6 + sum7));
    }

}

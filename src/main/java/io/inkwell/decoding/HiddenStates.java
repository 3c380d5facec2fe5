package io.inkwell.decoding;

import java.util.Arrays;

/** The directions of the hidden states of a text, one for each of its tokens. */
final class HiddenStates {

    // [tokens, size], each of length 1
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

    /** The cosine of the angle to the state that is most like this one. */
    float greatestCosine(float[] values, int offset, int size) {
        float greatest = Float.NEGATIVE_INFINITY;
        for (int start = 0; start < this.numValues; start += size) {
            greatest = Math.max(greatest, dot(this.directions, start, values, offset, size));
        }
        return greatest / norm(values, offset, size);
    }

    // A state of zeros has no direction and is unlike all others.
    private static float norm(float[] values, int offset, int size) {
        float norm = (float) Math.sqrt(dot(values, offset, values, offset, size));
        return (norm > 0) ? norm : 1;
    }

    /**
     * In four sums, for one would have to wait for each addition before it began the
     * next.
     */
    private static float dot(float[] a, int aOffset, float[] b, int bOffset, int size) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int i = 0;
        for (; i + 3 < size; i += 4) {
            sum0 += a[aOffset + i] * b[bOffset + i];
            sum1 += a[aOffset + i + 1] * b[bOffset + i + 1];
            sum2 += a[aOffset + i + 2] * b[bOffset + i + 2];
            sum3 += a[aOffset + i + 3] * b[bOffset + i + 3];
        }
        for (; i < size; i++) {
            sum0 += a[aOffset + i] * b[bOffset + i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

}

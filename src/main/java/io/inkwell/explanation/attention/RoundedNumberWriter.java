package io.inkwell.explanation.attention;

import tools.jackson.core.JsonGenerator;

import io.inkwell.decoding.NotANumber;
import io.inkwell.error.ServiceException;

/**
 * Writes floats with at most five decimals and without trailing zeros: an attention
 * response has millions of them.
 */
final class RoundedNumberWriter {

    private static final int PLACES = 5;

    private static final int SCALE = 100_000;

    /** Larger floats have no decimals to round. */
    private static final float LARGEST = 1e9f;

    private final JsonGenerator json;

    private final char[] digits = new char[24];

    RoundedNumberWriter(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Writes a number. Infinity, which the causal mask adds, becomes null.
     * @throws ServiceException if it is NaN
     */
    void write(float number) {
        if (Float.isNaN(number)) {
            throw NotANumber.failure("NaN", "the response");
        }
        if (!Float.isFinite(number)) {
            this.json.writeNull();
        }
        else if (Math.abs(number) >= LARGEST) {
            this.json.writeNumber(number);
        }
        else {
            writeRounded(Math.round((double) number * SCALE));
        }
    }

    /**
     * Writes numbers as nested lists.
     * @param shape the lengths of the lists, outermost first
     */
    void write(float[] numbers, int from, int... shape) {
        write(numbers, from, 0, shape);
    }

    private int write(float[] numbers, int from, int axis, int[] shape) {
        if (axis == shape.length) {
            write(numbers[from]);
            return from + 1;
        }
        this.json.writeStartArray();
        int next = from;
        for (int i = 0; i < shape[axis]; i++) {
            next = write(numbers, next, axis + 1, shape);
        }
        this.json.writeEndArray();
        return next;
    }

    private void writeRounded(long scaled) {
        int from = this.digits.length;
        long left = Math.abs(scaled);
        int places = PLACES;
        while (places > 0 && left % 10 == 0) {
            left /= 10;
            places--;
        }
        for (int place = 0; place < places; place++) {
            this.digits[--from] = (char) ('0' + left % 10);
            left /= 10;
        }
        if (places > 0) {
            this.digits[--from] = '.';
        }
        do {
            this.digits[--from] = (char) ('0' + left % 10);
            left /= 10;
        }
        while (left > 0);
        if (scaled < 0) {
            this.digits[--from] = '-';
        }
        this.json.writeNumber(this.digits, from, this.digits.length - from);
    }

}

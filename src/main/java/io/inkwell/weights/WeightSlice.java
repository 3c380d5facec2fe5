package io.inkwell.weights;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/**
 * Places along one axis of a weight, as Python's slices write them.
 *
 * @param to exclusive
 */
record WeightSlice(int from, int to, int step) {

    // Nine digits: always an int.
    private static final Pattern FORM = Pattern.compile("(\\d{0,9}):(\\d{0,9})(?::(\\d{1,9}))?");

    WeightSlice {
        if (from < 0 || to <= from || step < 1) {
            throw new IllegalArgumentException(
                    "a slice must be 0 <= from < to and have a step from 1; given: " + from + ":" + to + ":" + step);
        }
    }

    /**
     * Reads {@code from:to} or {@code from:to:step}, where both ends may be left out.
     * @param field what the client calls it
     * @param text null for the whole axis
     * @throws ServiceException an invalid request, if it is no slice or leads beyond the
     * axis
     */
    static WeightSlice parse(String field, @Nullable String text, int length) {
        if (text == null) {
            return new WeightSlice(0, length, 1);
        }
        Matcher form = FORM.matcher(text);
        boolean isSlice = form.matches();
        int from = isSlice ? number(form.group(1), 0) : 0;
        int to = isSlice ? number(form.group(2), length) : 0;
        int step = isSlice ? number(form.group(3), 1) : 0;
        ServiceException.require(from < to && to <= length && step >= 1, field,
                "from:to or from:to:step, not empty and within 0:" + length, isSlice ? text : "another text");
        return new WeightSlice(from, to, step);
    }

    private static int number(@Nullable String digits, int fallback) {
        return (digits == null || digits.isEmpty()) ? fallback : Integer.parseInt(digits);
    }

    int size() {
        return (this.to - this.from - 1) / this.step + 1;
    }

    /** The place that the slice has as its i-th. */
    int at(int i) {
        return this.from + i * this.step;
    }

    /** {@code from:to:step}, nothing left out. */
    String text() {
        return this.from + ":" + this.to + ":" + this.step;
    }

}

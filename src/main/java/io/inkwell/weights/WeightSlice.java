package io.inkwell.weights;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/**
 * A Python slice along one axis of a weight.
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
     * Parses {@code from:to} or {@code from:to:step}. Both bounds are optional.
     * @param field the name of the query parameter
     * @param text null for the whole axis
     * @throws ServiceException an invalid request, if it is not a slice or is out of
     * range
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
                "from:to or from:to:step, not empty and within 0:" + length, isSlice ? text : "another string");
        return new WeightSlice(from, to, step);
    }

    private static int number(@Nullable String digits, int fallback) {
        return (digits == null || digits.isEmpty()) ? fallback : Integer.parseInt(digits);
    }

    int size() {
        return (this.to - this.from - 1) / this.step + 1;
    }

    /** The i-th index of the slice. */
    int at(int i) {
        return this.from + i * this.step;
    }

    /** The slice as {@code from:to:step}. */
    String text() {
        return this.from + ":" + this.to + ":" + this.step;
    }

}

package io.inkwell.jinja.value;

import java.util.ArrayList;
import java.util.List;

/** A slice; omitted bounds are {@code None}. */
public record Slice(Object start, Object stop, Object step) {

    Object of(Object sequence, Budget budget) {
        int length = Types.length(sequence);
        int by = bound(this.step, 1);
        if (by == 0) {
            throw TemplateFailure.operation("slice step cannot be zero");
        }
        int first = clip(bound(this.start, (by > 0) ? 0 : Integer.MAX_VALUE), length, by);
        int end = (this.stop == None.NONE) ? ((by > 0) ? length : -1) : clip(bound(this.stop, 0), length, by);
        long distance = (by > 0) ? (long) end - first : (long) first - end;
        int count = (distance > 0) ? (int) ((distance - 1) / Math.abs((long) by)) + 1 : 0;
        if (sequence instanceof String text) {
            budget.text(length);
            return text(text, first, count, by);
        }
        if (sequence instanceof Range range) {
            return range.slice(first, end, by);
        }
        budget.work(count);
        List<Object> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(((List<?>) sequence).get(first + i * by));
        }
        if (sequence instanceof Bytes) {
            return Bytes.of(items);
        }
        return (sequence instanceof Tuple) ? new Tuple(items) : items;
    }

    private static String text(String text, int first, int count, int by) {
        if (by == 1 || count == 0) {
            return (count == 0) ? "" : CodePoints.substring(text, first, first + count);
        }
        int[] codePoints = text.codePoints().toArray();
        StringBuilder part = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            part.appendCodePoint(codePoints[first + i * by]);
        }
        return part.toString();
    }

    private static int clip(int bound, int length, int by) {
        int lowest = (by > 0) ? 0 : -1;
        int highest = (by > 0) ? length : length - 1;
        long counted = (bound < 0) ? (long) bound + length : bound;
        return (int) Math.max(lowest, Math.min(highest, counted));
    }

    private static int bound(Object bound, int byDefault) {
        if (bound == None.NONE) {
            return byDefault;
        }
        if (bound instanceof Boolean || Types.isInteger(bound)) {
            return Integers.clamp(bound);
        }
        throw TemplateFailure.operation("slice indices must be integers or None or have an __index__ method");
    }

}

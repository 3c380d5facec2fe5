package io.inkwell.jinja.value;

import java.util.AbstractList;
import java.util.RandomAccess;

import org.jspecify.annotations.Nullable;

/** Python's range. */
public final class Range extends AbstractList<Object> implements RandomAccess, Attributed {

    private static final int MAX_SIZE = 100_000;

    private final long start;

    private final long stop;

    private final long step;

    private final int size;

    /**
     * @throws TemplateFailure if it is longer than the sandbox allows, or the step is 0
     */
    public Range(long start, long stop, long step) {
        if (step == 0) {
            throw TemplateFailure.operation("range() arg 3 must not be zero");
        }
        this.start = start;
        this.stop = stop;
        this.step = step;
        double distance = Math.ceil(((double) stop - start) / step);
        if (distance > MAX_SIZE) {
            throw TemplateFailure
                .operation("Range too big. The sandbox blocks ranges larger than MAX_RANGE (" + MAX_SIZE + ").");
        }
        this.size = (int) Math.max(0, distance);
    }

    /** The elements from {@code first} to {@code end}, exclusive. */
    Range slice(int first, int end, int by) {
        return new Range(this.start + first * this.step, this.start + end * this.step, this.step * by);
    }

    @Override
    public Object get(int index) {
        return this.start + index * this.step;
    }

    @Override
    public int size() {
        return this.size;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "start" -> this.start;
            case "stop" -> this.stop;
            case "step" -> this.step;
            default -> null;
        };
    }

    @Override
    public String typeName() {
        return "range";
    }

    @Override
    public String toString() {
        String bounds = this.start + ", " + this.stop;
        return "range(" + ((this.step == 1) ? bounds : bounds + ", " + this.step) + ")";
    }

}

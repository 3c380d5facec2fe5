package io.inkwell.bench;

import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A uniform distribution of lengths in tokens, both ends included. */
public record LengthRange(int min, int max) {

    private static final Pattern NOTATION = Pattern.compile("(\\d{1,9})(?:\\.\\.(\\d{1,9}))?");

    public LengthRange {
        if (min < 1 || max < min) {
            throw new IllegalArgumentException(
                    "a length must be at least 1, and a range must not decrease; given: " + min + ".." + max);
        }
    }

    /**
     * Reads {@code 64} or {@code 20..900}.
     * @throws IllegalArgumentException if it is neither
     */
    public static LengthRange parse(String text) {
        Matcher notation = NOTATION.matcher(text.strip());
        if (!notation.matches()) {
            throw new IllegalArgumentException(
                    "a length must be a number such as 64, or a range such as 20..900; given: " + text);
        }
        int min = Integer.parseInt(notation.group(1));
        return new LengthRange(min, (notation.group(2) != null) ? Integer.parseInt(notation.group(2)) : min);
    }

    /** A copy limited to a maximum length. */
    public LengthRange atMost(int length) {
        int most = Math.max(1, length);
        return new LengthRange(Math.min(this.min, most), Math.min(this.max, most));
    }

    int draw(RandomGenerator random) {
        return random.nextInt(this.min, this.max + 1);
    }

    /** The format that {@link #parse} reads. */
    @Override
    public String toString() {
        return (this.min == this.max) ? Integer.toString(this.min) : this.min + ".." + this.max;
    }

}

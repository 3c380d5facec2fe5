package io.inkwell.jinja.value;

/**
 * The limits of one rendering.
 *
 * @param steps evaluated nodes, visited elements and, in units of eight, characters
 * @param length the number of characters of one string, the output included
 * @param depth nested calls and nested values
 */
public record Limits(long steps, int length, int depth) {

    public static final Limits DEFAULT = new Limits(4_000_000, 1 << 24, 150);

    public Limits {
        if (steps < 1 || length < 1 || depth < 1) {
            throw new IllegalArgumentException(
                    "steps, length and depth must be at least 1; given: " + steps + ", " + length + " and " + depth);
        }
    }

}

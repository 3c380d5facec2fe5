package io.inkwell.jinja.value;

/**
 * The limits of one rendering.
 *
 * @param steps evaluated nodes, visited elements and, in units of eight, characters
 * @param length the number of characters of one string, the output included
 * @param depth nested calls and nested values
 */
public record Limits(long steps, int length, int depth) {

    private static final int MAX_DEPTH = 150;

    /** The limits for an input of any size. */
    public static final Limits LARGEST = new Limits(4_000_000, 1 << 24, MAX_DEPTH);

    public Limits {
        if (steps < 1 || length < 1 || depth < 1) {
            throw new IllegalArgumentException(
                    "steps, length and depth must be at least 1; given: " + steps + ", " + length + " and " + depth);
        }
    }

    /**
     * The limits in proportion to the size of the variables, at most {@link #LARGEST}. A
     * rendering for 64 KB takes less than a second and less than 64 MB.
     */
    public static Limits forInput(long numCharacters) {
        return new Limits(Math.min(LARGEST.steps, 250_000 + 8 * numCharacters),
                (int) Math.min(LARGEST.length, (1 << 20) + 8 * numCharacters), MAX_DEPTH);
    }

}

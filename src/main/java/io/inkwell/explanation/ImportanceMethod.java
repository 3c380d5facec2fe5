package io.inkwell.explanation;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How a part of a text is taken away to see what becomes of the answer. */
enum ImportanceMethod {

    /**
     * Its tokens are replaced by one that says nothing; the others stay in their places.
     */
    OCCLUSION,
    /** It is left out, and what follows moves up. */
    LEAVE_ONE_OUT,
    /** It is not taken away but noised, as far as the answer tolerates. */
    NOISE;

    /** The text without the part; empty if nothing is left. */
    int[] without(TokenSpan part, int[] tokens, int baseline) {
        if (this == OCCLUSION) {
            int[] occluded = tokens.clone();
            Arrays.fill(occluded, part.from(), part.to(), baseline);
            return occluded;
        }
        if (this == NOISE) {
            throw new IllegalStateException("noise leaves the text as it is");
        }
        return IntStream.range(0, tokens.length)
            .filter((i) -> i < part.from() || i >= part.to())
            .map((i) -> tokens[i])
            .toArray();
    }

}

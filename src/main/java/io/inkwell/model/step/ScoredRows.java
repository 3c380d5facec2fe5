package io.inkwell.model.step;

/**
 * The rows of a step whose distributions are looked at but stay inside the program, for a
 * prompt's would be 50,257 numbers a token.
 *
 * @param targets a token for each row: whose log-probability and rank are wanted
 * @param numTop how many of the likeliest tokens are wanted beside it
 */
public record ScoredRows(long[] rows, long[] targets, int numTop) {

    public static final ScoredRows NONE = new ScoredRows(new long[0], new long[0], 0);

    public ScoredRows {
        if (rows.length != targets.length || numTop < 0) {
            throw new IllegalArgumentException("each row needs a target, and numTop must be at least 0; given: "
                    + rows.length + " rows, " + targets.length + " targets and " + numTop);
        }
    }

}

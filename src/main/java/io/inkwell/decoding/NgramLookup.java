package io.inkwell.decoding;

/**
 * Guesses how a text goes on without any model: as it went on where its last tokens stood
 * before (prompt lookup; Saxena 2023). Of several such places the one with the longest
 * run of equal tokens before it counts, and of those the latest.
 *
 * @param minMatch the shortest run to go by
 * @param maxMatch how far back equal tokens still make a place better
 */
public record NgramLookup(int minMatch, int maxMatch) {

    private static final int[] NOTHING = {};

    public NgramLookup {
        if (minMatch < 1 || maxMatch < minMatch) {
            throw new IllegalArgumentException(
                    "minMatch must be at least 1 and at most maxMatch; given: " + minMatch + " and " + maxMatch);
        }
    }

    /**
     * The tokens that may come next: as many as are asked for, or none.
     * @param numTokens how many are wanted
     */
    public int[] propose(TokenHistory history, int numTokens) {
        int longest = this.minMatch - 1;
        int next = history.size();
        for (int place = history.size() - 1; place > longest && longest < this.maxMatch; place--) {
            int match = match(history, place);
            if (match > longest) {
                longest = match;
                next = place;
            }
        }
        return (next < history.size()) ? copy(history, next, numTokens) : NOTHING;
    }

    /** How many tokens before the place equal the last ones. */
    private int match(TokenHistory history, int place) {
        int max = Math.min(place, this.maxMatch);
        int last = history.size() - 1;
        int match = 0;
        while (match < max && history.get(place - 1 - match) == history.get(last - match)) {
            match++;
        }
        return match;
    }

    /** Goes on with its own tokens beyond the end, so that a loop is gone round again. */
    private static int[] copy(TokenHistory history, int from, int numTokens) {
        int[] tokens = new int[numTokens];
        int numKnown = history.size() - from;
        for (int i = 0; i < numTokens; i++) {
            tokens[i] = (i < numKnown) ? history.get(from + i) : tokens[i - numKnown];
        }
        return tokens;
    }

}

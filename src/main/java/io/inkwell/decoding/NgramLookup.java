package io.inkwell.decoding;

/**
 * Prompt-lookup decoding (Saxena 2023): proposes draft tokens without a model by matching
 * the last n-gram of a sequence against its earlier tokens. The longest match wins, and
 * the latest of equally long ones.
 *
 * @param minMatch the shortest n-gram that counts as a match
 * @param maxMatch the length beyond which matches count as equally long
 */
public record NgramLookup(int minMatch, int maxMatch) {

    private static final int[] NOTHING = {};

    public NgramLookup {
        if (minMatch < 1 || maxMatch < minMatch) {
            throw new IllegalArgumentException(
                    "minMatch must be at least 1 and at most maxMatch; given: " + minMatch + " and " + maxMatch);
        }
    }

    /** Returns {@code numTokens} draft tokens, or none if no n-gram matches. */
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

    /** The number of tokens before {@code place} that equal the last tokens. */
    private int match(TokenHistory history, int place) {
        int max = Math.min(place, this.maxMatch);
        int last = history.size() - 1;
        int match = 0;
        while (match < max && history.get(place - 1 - match) == history.get(last - match)) {
            match++;
        }
        return match;
    }

    /**
     * Repeats its own output beyond the end of the sequence, so that a loop continues.
     */
    private static int[] copy(TokenHistory history, int from, int numTokens) {
        int[] tokens = new int[numTokens];
        int numKnown = history.size() - from;
        for (int i = 0; i < numTokens; i++) {
            tokens[i] = (i < numKnown) ? history.get(from + i) : tokens[i - numKnown];
        }
        return tokens;
    }

}

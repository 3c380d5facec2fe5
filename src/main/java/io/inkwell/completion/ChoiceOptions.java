package io.inkwell.completion;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.search.SearchParams;

/**
 * How many choices a request returns for each prompt, and how they are found.
 *
 * @param numChoices choices to return for each prompt; choice {@code i} of prompt
 * {@code p} has index {@code p * numChoices + i}
 * @param bestOf choices to generate for each prompt, of which the {@code numChoices} with
 * the greatest mean log-probability are returned
 * @param search the search that replaces sampling; null for sampling
 */
public record ChoiceOptions(int numChoices, int bestOf, @Nullable SearchParams search) {

    /** One sampled choice. */
    public static final ChoiceOptions ONE = new ChoiceOptions(1, 1, null);

    public ChoiceOptions {
        if (bestOf < numChoices) {
            throw new IllegalArgumentException(
                    "bestOf must be at least numChoices, " + numChoices + "; given: " + bestOf);
        }
    }

    /** Whether more choices are generated than returned. */
    boolean selectsBest() {
        return this.bestOf > this.numChoices;
    }

}

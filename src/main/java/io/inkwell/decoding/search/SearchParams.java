package io.inkwell.decoding.search;

/**
 * A deterministic search in place of sampling. What narrows a distribution to draw from
 * it has no meaning beside it; biases, bans and penalties have.
 */
public sealed interface SearchParams permits BeamSearchParams, ContrastiveSearchParams {

    /** How many continuations the model computes side by side. */
    int width();

    /** The request field that says so. */
    String widthField();

    /** How many texts the search ends with, at most. */
    int maxHypotheses();

    /**
     * Whether the model must have room for the last token of a text too, because a token
     * is judged by what the model makes of it.
     */
    default boolean looksAhead() {
        return false;
    }

    /**
     * Begins a search.
     */
    BranchingSearch begin(SearchRequest request);

}

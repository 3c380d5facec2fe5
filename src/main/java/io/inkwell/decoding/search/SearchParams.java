package io.inkwell.decoding.search;

/**
 * Parameters of a deterministic search instead of sampling. Warpers such as top-k have no
 * effect; logit bias, bans and penalties apply.
 */
public sealed interface SearchParams permits BeamSearchParams, ContrastiveSearchParams {

    /** The number of branches that the model computes per step. */
    int width();

    /** The request field that sets {@link #width()}. */
    String widthField();

    /** The maximum number of hypotheses. */
    int maxHypotheses();

    /**
     * Whether the model also computes the last token of a hypothesis, because the search
     * judges a token by its hidden state.
     */
    default boolean looksAhead() {
        return false;
    }

    /** Starts a search. */
    BranchingSearch begin(SearchRequest request);

}

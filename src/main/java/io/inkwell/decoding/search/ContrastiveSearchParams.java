package io.inkwell.decoding.search;

import io.inkwell.error.ServiceException;

/**
 * Parameters of contrastive search (Su et al. 2022). It chooses one of the {@code topK}
 * most likely tokens, both likely and dissimilar to the sequence so far.
 *
 * @param topK the number of candidates per step, at least 2
 * @param penaltyAlpha the weight of the similarity penalty against probability, in (0, 1]
 */
public record ContrastiveSearchParams(int topK, float penaltyAlpha) implements SearchParams {

    public ContrastiveSearchParams {
        ServiceException.require(topK >= 2, "top_k", "at least 2 for contrastive search", topK);
        ServiceException.require(penaltyAlpha > 0 && penaltyAlpha <= 1, "penalty_alpha",
                "in (0, 1] for contrastive search", penaltyAlpha);
    }

    @Override
    public int width() {
        return this.topK;
    }

    @Override
    public String widthField() {
        return "top_k";
    }

    @Override
    public int maxHypotheses() {
        return 1;
    }

    @Override
    public boolean looksAhead() {
        return true;
    }

    @Override
    public BranchingSearch begin(SearchRequest request) {
        return new ContrastiveSearch(this, request);
    }

}

package io.inkwell.decoding.search;

import io.inkwell.error.ServiceException;

/**
 * Contrastive search (Su et al. 2022): of the {@code topK} likeliest tokens the one that
 * is both likely and unlike what was written before.
 *
 * @param topK the candidates of each step, at least 2
 * @param penaltyAlpha 0 to 1: how much unlikeness counts against likelihood
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

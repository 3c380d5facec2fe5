package io.inkwell.web.fields;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

import io.inkwell.decoding.search.BeamSearchParams;
import io.inkwell.decoding.search.BeamSearchParams.EarlyStopping;
import io.inkwell.decoding.search.ContrastiveSearchParams;
import io.inkwell.decoding.search.SearchParams;
import io.inkwell.error.ServiceException;
import io.inkwell.registry.defaults.SearchDefaults;

/**
 * Fields that replace sampling by a search: beam search, or contrastive search if
 * {@code penalty_alpha} is above 0.
 *
 * @param numBeams {@code n} if omitted
 * @param earlyStopping true, false or {@code "never"}
 */
public record SearchFields(@Nullable Boolean useBeamSearch, @Nullable Integer numBeams, @Nullable Float lengthPenalty,
        @Nullable JsonNode earlyStopping, @Nullable Integer numBeamGroups, @Nullable Float diversityPenalty,
        @Nullable Float penaltyAlpha) {

    /** No search. */
    public static final SearchFields NONE = new SearchFields(null, null, null, null, null, null, null);

    private static final String WITH_BEAMS = "when use_beam_search is true";

    private static final String WITHOUT_BEAMS = "unless use_beam_search is true";

    private static final String WITH_CONTRASTIVE = "when penalty_alpha is set";

    /** The defaults in the generation config of a model. */
    public static SearchFields proposedBy(SearchDefaults search) {
        if (search.numBeams() == null) {
            return new SearchFields(null, null, null, null, null, null, search.penaltyAlpha());
        }
        String stopping = (search.earlyStopping() != null) ? search.earlyStopping() : "false";
        JsonNode earlyStopping = stopping.equals("never") ? StringNode.valueOf(stopping)
                : BooleanNode.valueOf(Boolean.parseBoolean(stopping));
        return new SearchFields(true, search.numBeams(), search.lengthPenalty(), earlyStopping, search.numBeamGroups(),
                search.diversityPenalty(), null);
    }

    /** Whether the request sets no search field at all. */
    public boolean isOmitted() {
        return Stream
            .of(this.useBeamSearch, this.numBeams, this.lengthPenalty, this.earlyStopping, this.numBeamGroups,
                    this.diversityPenalty, this.penaltyAlpha)
            .allMatch(Objects::isNull);
    }

    /**
     * Returns the search, or null for sampling.
     * @param n choices per prompt
     * @param sampling the sampling fields of the request, which a search does not support
     * @param topK the number of candidates of contrastive search
     * @throws ServiceException an invalid request that names the field
     */
    public @Nullable SearchParams toParams(int n, SamplingFields sampling, @Nullable Integer topK, int maxBeams) {
        if (Boolean.TRUE.equals(this.useBeamSearch)) {
            return toBeamSearch(n, sampling, maxBeams);
        }
        requireOneOf("num_beams", this.numBeams, WITHOUT_BEAMS, 1);
        requireOneOf("length_penalty", this.lengthPenalty, WITHOUT_BEAMS, 1);
        requireOneOf("num_beam_groups", this.numBeamGroups, WITHOUT_BEAMS, 1);
        requireOneOf("diversity_penalty", this.diversityPenalty, WITHOUT_BEAMS, 0);
        EarlyStopping stopping = stopping();
        ServiceException.require(stopping == EarlyStopping.FALSE, "early_stopping", "false " + WITHOUT_BEAMS,
                stopping.name().toLowerCase(Locale.ROOT));
        float alpha = orElse(this.penaltyAlpha, 0f);
        return (alpha != 0) ? contrastiveSearch(alpha, n, sampling, topK, maxBeams) : null;
    }

    /**
     * Returns the beam search of these fields, whether or not {@code use_beam_search} is
     * set.
     * @param n choices per prompt
     * @throws ServiceException an invalid request that names the field
     */
    public BeamSearchParams toBeamSearch(int n, SamplingFields sampling, int maxBeams) {
        requireOneOf("penalty_alpha", this.penaltyAlpha, WITH_BEAMS, 0);
        requireOneOf("top_k", sampling.topK(), WITH_BEAMS, 0, -1);
        requireNoSampling(sampling, WITH_BEAMS);
        int width = orElse(this.numBeams, n);
        FieldRules.requireBetween((this.numBeams != null) ? "num_beams" : "n", width, 1, maxBeams);
        ServiceException.require(n <= width, "n", "at most num_beams (" + width + ")", n);
        return new BeamSearchParams(width, orElse(this.numBeamGroups, 1), orElse(this.diversityPenalty, 0f),
                orElse(this.lengthPenalty, 1f), stopping());
    }

    private static ContrastiveSearchParams contrastiveSearch(float penaltyAlpha, int n, SamplingFields sampling,
            @Nullable Integer topK, int maxBeams) {
        requireOneOf("n", n, WITH_CONTRASTIVE, 1);
        requireNoSampling(sampling, WITH_CONTRASTIVE);
        int candidates = orElse(topK, 0);
        ServiceException.require(candidates >= 2 && candidates <= maxBeams, "top_k",
                "from 2 to " + maxBeams + " " + WITH_CONTRASTIVE, (topK != null) ? topK : "nothing");
        return new ContrastiveSearchParams(candidates, penaltyAlpha);
    }

    private EarlyStopping stopping() {
        JsonNode value = this.earlyStopping;
        if (value == null || value.isNull()) {
            return EarlyStopping.FALSE;
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? EarlyStopping.TRUE : EarlyStopping.FALSE;
        }
        ServiceException.require(value.asString("").equals("never"), "early_stopping", "true, false or \"never\"",
                GivenValue.of(value));
        return EarlyStopping.NEVER;
    }

    // A search draws no token, so fields that narrow the distribution must be neutral.
    private static void requireNoSampling(SamplingFields sampling, String where) {
        ServiceException.require(!Boolean.TRUE.equals(sampling.doSample()), "do_sample", "false " + where, true);
        requireOneOf("temperature", sampling.temperature(), where, 0, 1);
        requireOneOf("top_p", sampling.topP(), where, 1);
        requireOneOf("min_p", sampling.minP(), where, 0);
        requireOneOf("typical_p", sampling.typicalP(), where, 1);
        requireOneOf("epsilon_cutoff", sampling.epsilonCutoff(), where, 0);
        requireOneOf("eta_cutoff", sampling.etaCutoff(), where, 0);
    }

    private static void requireOneOf(String field, @Nullable Number given, String where, int... values) {
        boolean holds = given == null || Arrays.stream(values).anyMatch((value) -> given.doubleValue() == value);
        String choice = Arrays.stream(values).mapToObj(Integer::toString).collect(Collectors.joining(" or "));
        ServiceException.require(holds, field, choice + " " + where, given);
    }

    private static <T> T orElse(@Nullable T value, T defaultValue) {
        return (value != null) ? value : defaultValue;
    }

}

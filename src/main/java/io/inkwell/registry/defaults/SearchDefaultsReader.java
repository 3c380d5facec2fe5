package io.inkwell.registry.defaults;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the parameters of beam search and contrastive search. */
record SearchDefaultsReader(LenientFields fields) {

    /**
     * @param samples whether sampling is enabled, which disables a search in transformers
     */
    SearchDefaults read(boolean samples, @Nullable Integer topK) {
        SearchDefaults search = new SearchDefaults(this.fields.integer("num_beams", 1),
                this.fields.integer("num_beam_groups", 1),
                this.fields.number("diversity_penalty", "from 0 to 100", (value) -> value >= 0 && value <= 100),
                this.fields.number("length_penalty", "from -10 to 10", (value) -> value >= -10 && value <= 10),
                earlyStopping(),
                this.fields.number("penalty_alpha", "from 0 to 1", (value) -> value >= 0 && value <= 1));
        boolean isBeamSearch = search.numBeams() != null && search.numBeams() > 1;
        boolean isContrastive = !isBeamSearch && search.penaltyAlpha() != null && search.penaltyAlpha() > 0;
        if (samples && (isBeamSearch || isContrastive)) {
            this.fields.note((isBeamSearch ? "num_beams" : "penalty_alpha")
                    + " has no effect: do_sample: true selects sampling");
            return SearchDefaults.NONE;
        }
        if (isBeamSearch) {
            return beamSearch(search);
        }
        if (isContrastive && (topK == null || topK < 2)) {
            this.fields.note("penalty_alpha has no effect: it needs a top_k of at least 2");
            return SearchDefaults.NONE;
        }
        return isContrastive ? new SearchDefaults(null, null, null, null, null, search.penaltyAlpha())
                : SearchDefaults.NONE;
    }

    private SearchDefaults beamSearch(SearchDefaults search) {
        Integer numGroups = search.numBeamGroups();
        if (numGroups != null && search.numBeams() != null && search.numBeams() % numGroups != 0) {
            this.fields.note("num_beam_groups has no effect: it must divide num_beams, " + search.numBeams()
                    + "; given: " + numGroups);
            numGroups = null;
        }
        return new SearchDefaults(search.numBeams(), numGroups, search.diversityPenalty(), search.lengthPenalty(),
                search.earlyStopping(), null);
    }

    private @Nullable String earlyStopping() {
        JsonNode value = this.fields.take("early_stopping");
        String text = (value != null) ? value.asString("") : "false";
        if (value == null || List.of("true", "false", "never").contains(text)) {
            return (value != null) ? text : null;
        }
        this.fields.reject("early_stopping", "must be true, false or \"never\"", value);
        return null;
    }

}

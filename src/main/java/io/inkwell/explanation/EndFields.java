package io.inkwell.explanation;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.StopConditions;
import io.inkwell.decoding.StopSequences;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.FieldRules;

/** The tokens that end a text, under the names and with the defaults of completions. */
record EndFields(@Nullable Integer minTokens,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<Integer> stopTokenIds, @Nullable Boolean ignoreEos) {

    /**
     * @throws io.inkwell.error.ServiceException an invalid request that names the field
     */
    StopConditions toConditions(LoadedModel model, int maxTokens, ExplanationLimits limits) {
        List<Integer> stops = (this.stopTokenIds != null) ? this.stopTokenIds : List.of();
        FieldRules.requireBetween("stop_token_ids", "the number of stop_token_ids", stops.size(), 0,
                limits.maxStopTokenIds());
        TokenIds.requireKnown("stop_token_ids", stops, model);
        return new StopConditions((this.minTokens != null) ? this.minTokens : 0, maxTokens, Set.copyOf(stops),
                model.eosTokenIds(), Boolean.TRUE.equals(this.ignoreEos), StopSequences.NONE, false);
    }

}

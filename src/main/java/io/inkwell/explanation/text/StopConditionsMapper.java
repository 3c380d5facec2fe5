package io.inkwell.explanation.text;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.decoding.stop.StopStrings;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.fields.StopFields;
import io.inkwell.web.fields.StopLimits;

/** Maps stop fields to stop conditions of a model, with the same rules as completions. */
public final class StopConditionsMapper {

    private StopConditionsMapper() {
    }

    /**
     * @param maxTokens null if nothing is generated
     * @throws io.inkwell.error.ServiceException an invalid request, if a field breaks a
     * rule
     */
    public static StopConditions of(StopFields fields, LoadedModel model, @Nullable Integer maxTokens,
            StopLimits limits) {
        List<String> strings = fields.omitsStop() ? model.generationConfig().tokens().stopStrings()
                : fields.stopStrings(limits);
        Set<Integer> tokenIds = fields.stopTokenIds(limits);
        model.knownTokens().require("stop_token_ids", tokenIds);
        return new StopConditions(fields.minTokens(maxTokens), (maxTokens != null) ? maxTokens : Integer.MAX_VALUE,
                tokenIds, model.eosTokenIds(), fields.ignoresEos(), StopStrings.of(strings), fields.includesStop());
    }

}

package io.inkwell.explanation.text;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.decoding.stop.StopSequences;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.fields.StopFields;
import io.inkwell.web.fields.StopLimits;

/** Makes of the fields of a text's end what they mean to a model, as completions do. */
public final class StopConditionsMapper {

    private StopConditionsMapper() {
    }

    /**
     * @param maxTokens null where no text is written
     * @throws io.inkwell.error.ServiceException an invalid request that names the field
     */
    public static StopConditions of(StopFields fields, LoadedModel model, @Nullable Integer maxTokens,
            StopLimits limits) {
        List<String> strings = fields.leavesOutStop() ? model.generationConfig().tokens().stopStrings()
                : fields.stopStrings(limits);
        Set<Integer> tokenIds = fields.stopTokenIds(limits);
        model.requireKnownTokens("stop_token_ids", tokenIds);
        return new StopConditions(fields.minTokens(maxTokens), (maxTokens != null) ? maxTokens : Integer.MAX_VALUE,
                tokenIds, model.eosTokenIds(), fields.ignoresEos(), StopSequences.of(strings), fields.includesStop());
    }

}

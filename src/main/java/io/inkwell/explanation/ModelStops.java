package io.inkwell.explanation;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.StopConditions;
import io.inkwell.decoding.StopSequences;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.StopFields;
import io.inkwell.web.StopLimits;

/** Makes of the fields of a text's end what they mean to a model, as completions do. */
final class ModelStops {

    private ModelStops() {
    }

    /**
     * @param maxTokens null where no text is written
     * @throws io.inkwell.error.ServiceException an invalid request that names the field
     */
    static StopConditions of(StopFields fields, LoadedModel model, @Nullable Integer maxTokens, StopLimits limits) {
        List<String> strings = fields.leavesOutStop() ? model.generationConfig().tokens().stopStrings()
                : fields.stopStrings(limits);
        Set<Integer> tokenIds = fields.stopTokenIds(limits);
        TokenIds.requireKnown("stop_token_ids", tokenIds, model);
        return new StopConditions(fields.minTokens(maxTokens), (maxTokens != null) ? maxTokens : Integer.MAX_VALUE,
                tokenIds, model.eosTokenIds(), fields.ignoresEos(), StopSequences.of(strings), fields.includesStop());
    }

}

package io.inkwell.explanation.text;

import java.util.List;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.fields.SamplingFields;
import io.inkwell.web.fields.SamplingLimits;

/**
 * Maps sampling fields to sampling parameters of a model, with the same rules as
 * completions.
 */
public final class SamplingParamsMapper {

    private SamplingParamsMapper() {
    }

    /**
     * @throws io.inkwell.error.ServiceException an invalid request, if a field breaks a
     * rule
     */
    public static SamplingParams of(SamplingFields fields, LoadedModel model, SamplingLimits limits) {
        SamplingParams params = fields.orElse(SamplingFields.proposedBy(model.generationConfig()))
            .toParams(limits, model.generationConfig().tokens());
        model.knownTokens().require("logit_bias", params.logitBias().keySet());
        params.allowedTokenIds().requireIn("allowed_token_ids", model.knownTokens());
        List<String> words = fields.badWords(limits);
        return words.isEmpty() ? params : params.withBadWords(model.textEncoder().badWords(words));
    }

}

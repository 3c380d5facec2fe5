package io.inkwell.explanation;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.FieldRules;

/**
 * What {@code POST /v1/explain/importance} takes.
 *
 * @param prompt a text, or a list of token ids
 * @param target the token whose chance is explained; the likeliest if it is left out
 * @param contrast a token that it is held against, for a reason why the one and not the
 * other
 * @param baseline the token that stands for nothing where parts are replaced; that of the
 * start of a text if it is left out
 */
record ImportanceBody(@Nullable String model, @Nullable JsonNode prompt, @Nullable String method,
        @Nullable String measure, @Nullable String granularity, @Nullable Integer target, @Nullable Integer contrast,
        @Nullable Integer baseline) {

    /**
     * @throws io.inkwell.error.ServiceException an invalid request, if a field breaks a
     * rule
     */
    ImportanceRequest toRequest(LoadedModel model, ExplanationLimits limits) {
        return toRequest(ExplainedTexts.readOne("prompt", this.prompt, model, limits), model);
    }

    /**
     * What is asked for where the texts and their targets come from elsewhere.
     * @throws io.inkwell.error.ServiceException an invalid request, if it brings its own
     */
    ImportanceRequest withoutText(LoadedModel model) {
        ServiceException.require(this.model == null && this.prompt == null && this.target == null, "importance",
                "without model, prompt and target, which the generation has", "one of them");
        return toRequest(new int[0], model);
    }

    private ImportanceRequest toRequest(int[] tokens, LoadedModel model) {
        requireKnown("target", this.target, model);
        requireKnown("contrast", this.contrast, model);
        requireKnown("baseline", this.baseline, model);
        return new ImportanceRequest(tokens, FieldChoice.of("method", this.method, ImportanceMethod.OCCLUSION),
                FieldChoice.of("measure", this.measure, ImportanceMeasure.PROBABILITY),
                FieldChoice.of("granularity", this.granularity, Granularity.TOKEN), this.target, this.contrast,
                (this.baseline != null) ? this.baseline : model.startTokenId().orElse(0));
    }

    private static void requireKnown(String field, @Nullable Integer id, LoadedModel model) {
        if (id != null) {
            FieldRules.requireBetween(field, id, 0, model.vocabularySize() - 1);
        }
    }

}

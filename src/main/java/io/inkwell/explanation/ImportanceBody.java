package io.inkwell.explanation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
        @Nullable Integer baseline, @JsonUnwrapped NoiseFields noise) {

    /**
     * @throws ServiceException an invalid request, if there is no such method
     */
    ImportanceMethod chosenMethod() {
        return FieldChoice.of("method", this.method, ImportanceMethod.OCCLUSION);
    }

    /**
     * @throws ServiceException an invalid request, if a field breaks a rule
     */
    ImportanceRequest toRequest(LoadedModel model, ExplanationLimits limits) {
        this.noise.requireNone();
        requireKnown("target", this.target, model);
        requireKnown("contrast", this.contrast, model);
        requireKnown("baseline", this.baseline, model);
        return new ImportanceRequest(ExplainedTexts.readOne("prompt", this.prompt, model, limits), chosenMethod(),
                FieldChoice.of("measure", this.measure, ImportanceMeasure.PROBABILITY),
                FieldChoice.of("granularity", this.granularity, Granularity.TOKEN), this.target, this.contrast,
                (this.baseline != null) ? this.baseline : model.startTokenId().orElse(0));
    }

    /**
     * The same for {@link ImportanceMethod#NOISE}, which asks for no token in particular.
     * @throws ServiceException an invalid request, if a field breaks a rule
     */
    NoiseRequest toNoiseRequest(LoadedModel model, ExplanationLimits limits) {
        requireNone("measure", (this.measure != null) ? "a string" : null);
        requireNone("target", this.target);
        requireNone("contrast", this.contrast);
        requireNone("baseline", this.baseline);
        NoiseSettings settings = this.noise.toSettings();
        Granularity parts = FieldChoice.of("granularity", this.granularity, Granularity.TOKEN);
        int[] tokens = ExplainedTexts.readOne("prompt", this.prompt, model, limits);
        return NoiseRequest.of(ExplainedToken.of(model.tokenizer(), tokens), parts, settings);
    }

    private static void requireNone(String field, @Nullable Object given) {
        ServiceException.require(given == null, field, "left out with the method noise", given);
    }

    private static void requireKnown(String field, @Nullable Integer id, LoadedModel model) {
        if (id != null) {
            FieldRules.requireBetween(field, id, 0, model.vocabularySize() - 1);
        }
    }

}

package io.inkwell.explanation.importance;

import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;
import io.inkwell.explanation.ExplanationBody;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.noise.NoiseFields;
import io.inkwell.explanation.noise.NoiseRequest;
import io.inkwell.explanation.noise.NoiseSettings;
import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.explanation.text.Granularity;
import io.inkwell.explanation.text.PromptReader;
import io.inkwell.model.introspection.OutputMeasure;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.fields.FieldChoice;
import io.inkwell.web.fields.FieldRules;

/**
 * The body of {@code POST /v1/explain/importance}.
 *
 * @param prompt a string or a list of token ids
 * @param target the token to explain; default the most likely one
 * @param contrast a token to compare the target with; explains why the model prefers one
 * over the other
 * @param baseline a token id or {@code zeros}; default the BOS token
 * @param nSteps interpolation steps of integrated gradients
 * @param position of the token to examine; default the last one
 */
public record ImportanceBody(@Nullable String model, @Nullable JsonNode prompt, @Nullable String method,
        @Nullable String measure, @Nullable String granularity, @Nullable Integer target, @Nullable Integer contrast,
        @Nullable JsonNode baseline, @Nullable Integer nSteps, @Nullable Integer position,
        @JsonUnwrapped NoiseFields noise) implements ExplanationBody {

    private static final int DEFAULT_STEPS = 50;

    private static final int MAX_STEPS = 300;

    /**
     * @throws ServiceException an invalid request, if a field breaks a rule
     */
    ImportanceRequest toRequest(LoadedModel model, ExplanationLimits limits) {
        return toRequest(PromptReader.readOne("prompt", this.prompt, model, limits), model);
    }

    /**
     * Validates a body without prompt and target, which a generation provides.
     * @throws ServiceException an invalid request, if the body has its own
     */
    public ImportanceRequest withoutPrompt(LoadedModel model) {
        boolean bringsPrompt = this.model != null || this.prompt != null || this.target != null
                || this.position != null;
        ServiceException.require(!bringsPrompt, "importance",
                "an object without model, prompt, target and position, which come from the generation", "one of them");
        ServiceException.require(chosenMethod() != ImportanceMethod.NOISE, "importance",
                "of a method other than noise, which takes hundreds of forward passes for each token", "method noise");
        return toRequest(new int[1], model);
    }

    private ImportanceRequest toRequest(int[] tokens, LoadedModel model) {
        ImportanceMethod chosen = chosenMethod();
        requireKnown("target", this.target, model);
        requireKnown("contrast", this.contrast, model);
        int numSteps = Objects.requireNonNullElse(this.nSteps, DEFAULT_STEPS);
        FieldRules.requireBetween("n_steps", numSteps, 1, MAX_STEPS);
        int examined = Objects.requireNonNullElse(this.position, tokens.length - 1);
        FieldRules.requireBetween("position", examined, 0, tokens.length - 1);
        ImportanceBaseline chosenBaseline = ImportanceBaseline.read(this.baseline, chosen, model);
        ServiceException.require(!chosenBaseline.zeros() || chosen == ImportanceMethod.INTEGRATED_GRADIENTS, "baseline",
                "a token id with method " + FieldChoice.label(chosen), "\"zeros\"");
        return new ImportanceRequest(tokens, chosen, FieldChoice.of("measure", this.measure, OutputMeasure.PROBABILITY),
                FieldChoice.of("granularity", this.granularity, Granularity.TOKEN), this.target, this.contrast,
                chosenBaseline, numSteps, examined);
    }

    /**
     * @throws ServiceException an invalid request, if the method is unknown or does not
     * support a given field
     */
    ImportanceMethod chosenMethod() {
        ImportanceMethod chosen = FieldChoice.of("method", this.method, ImportanceMethod.OCCLUSION);
        chosen.requireTakes("measure", this.measure);
        chosen.requireTakes("target", this.target);
        chosen.requireTakes("contrast", this.contrast);
        chosen.requireTakes("baseline", (this.baseline != null && this.baseline.isNull()) ? null : this.baseline);
        chosen.requireTakes("n_steps", this.nSteps);
        chosen.requireTakes("position", this.position);
        this.noise.checkEach(chosen::requireTakes);
        return chosen;
    }

    /**
     * Validates a body with {@link ImportanceMethod#NOISE}, which has no target token.
     * @throws ServiceException an invalid request, if a field breaks a rule
     */
    NoiseRequest toNoiseRequest(LoadedModel model, ExplanationLimits limits) {
        NoiseSettings settings = this.noise.toSettings();
        Granularity parts = FieldChoice.of("granularity", this.granularity, Granularity.TOKEN);
        int[] tokens = PromptReader.readOne("prompt", this.prompt, model, limits);
        return NoiseRequest.of(ExplainedToken.of(model.tokenizer(), tokens), parts, settings);
    }

    private static void requireKnown(String field, @Nullable Integer id, LoadedModel model) {
        if (id != null) {
            FieldRules.requireBetween(field, id, 0, model.vocabularySize() - 1);
        }
    }

}

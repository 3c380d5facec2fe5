package io.inkwell.explanation.importance;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.Nulls;
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
 * @param methods several methods, in place of {@code method}
 * @param target the token to explain; default the most likely one
 * @param targets several tokens to explain, in place of {@code target}
 * @param numOutputTokens number of trailing prompt tokens to explain, each from the
 * tokens before it, in place of the token after the prompt
 * @param contrast a token to compare the target with; explains why the model prefers one
 * over the other
 * @param baseline a token id or {@code zeros}; default the BOS token
 * @param nSteps interpolation steps of integrated gradients
 * @param position of the token to examine; default the last one
 */
public record ImportanceBody(@Nullable String model, @Nullable JsonNode prompt, @Nullable String method,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<String> methods, @Nullable String measure,
        @Nullable String granularity, @Nullable Integer target,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<Integer> targets, @Nullable Integer numOutputTokens,
        @Nullable Integer contrast, @Nullable JsonNode baseline, @Nullable Integer nSteps, @Nullable Integer position,
        @JsonUnwrapped NoiseFields noise) implements ExplanationBody {

    private static final int DEFAULT_STEPS = 50;

    private static final int MAX_STEPS = 300;

    private static final int MAX_TARGETS = 20;

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
        ServiceException.require(!hasSeveralResults(), "importance",
                "an object without methods, targets and num_output_tokens", "one of them");
        ServiceException.require(chosenMethod() != ImportanceMethod.NOISE, "importance",
                "of a method other than noise, which takes hundreds of forward passes for each token", "method noise");
        return toRequest(new int[1], model);
    }

    /** Whether the response has several results. */
    boolean hasSeveralResults() {
        return this.methods != null || this.targets != null || this.numOutputTokens != null;
    }

    /**
     * @throws ServiceException an invalid request, if a method is unknown, or a given
     * field is not supported by any of them
     */
    List<ImportanceMethod> chosenMethods() {
        if (this.methods == null) {
            ImportanceMethod chosen = FieldChoice.of("method", this.method, ImportanceMethod.OCCLUSION);
            ServiceException.require(chosen != ImportanceMethod.NOISE, "method",
                    "other than noise with targets and num_output_tokens", "noise");
            requireFieldsOf(List.of(chosen));
            return List.of(chosen);
        }
        ServiceException.require(this.method == null, "method", "null with methods", this.method);
        List<ImportanceMethod> chosen = this.methods.stream()
            .map((each) -> FieldChoice.of("methods", each, ImportanceMethod.OCCLUSION))
            .toList();
        ServiceException.require(!chosen.isEmpty() && Set.copyOf(chosen).size() == chosen.size(), "methods",
                "one or more distinct names", this.methods.size() + " names");
        ServiceException.require(!chosen.contains(ImportanceMethod.NOISE), "methods", "other than noise", "noise");
        requireFieldsOf(chosen);
        return chosen;
    }

    private void requireFieldsOf(List<ImportanceMethod> chosen) {
        checkEach((field, given) -> {
            if (chosen.stream().noneMatch((method) -> method.takes(field))) {
                chosen.get(0).requireTakes(field, given);
            }
        });
    }

    /**
     * Returns the targets, or null for the most likely token.
     * @throws ServiceException an invalid request, if a field breaks a rule
     */
    List<@Nullable Integer> chosenTargets(LoadedModel model) {
        if (this.targets == null) {
            return Collections.singletonList(this.target);
        }
        ServiceException.require(this.target == null, "target", "null with targets", this.target);
        FieldRules.requireBetween("targets", "the number of tokens in targets", this.targets.size(), 1, MAX_TARGETS);
        this.targets.forEach((id) -> FieldRules.requireBetween("targets", "token ids in targets", id, 0,
                model.vocabularySize() - 1));
        ServiceException.require(Set.copyOf(this.targets).size() == this.targets.size(), "targets", "distinct tokens",
                this.targets);
        return List.copyOf(this.targets);
    }

    /**
     * @throws ServiceException an invalid request, if the prompt does not end with that
     * many output tokens, or another field names the explained tokens
     */
    void requireOutputTokens(int numTokens, ExplanationLimits limits) {
        limits.requireOutputTokens(Objects.requireNonNull(this.numOutputTokens), numTokens);
        String rule = "null with num_output_tokens";
        ServiceException.require(this.target == null, "target", rule, this.target);
        ServiceException.require(this.targets == null, "targets", rule, "a list");
        ServiceException.require(this.position == null, "position", rule, this.position);
    }

    /** This body with one method, one target, and only the fields of the method. */
    ImportanceBody only(ImportanceMethod method, @Nullable Integer target) {
        return new ImportanceBody(this.model, this.prompt, FieldChoice.label(method), null,
                method.takes("measure") ? this.measure : null, this.granularity, method.takes("target") ? target : null,
                null, null, method.takes("contrast") ? this.contrast : null,
                method.takes("baseline") ? this.baseline : null, method.takes("n_steps") ? this.nSteps : null,
                method.takes("position") ? this.position : null, this.noise);
    }

    ImportanceRequest toRequest(int[] tokens, LoadedModel model) {
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
        checkEach(chosen::requireTakes);
        return chosen;
    }

    /** Passes each field that some methods do not support to a check. */
    private void checkEach(BiConsumer<String, @Nullable Object> check) {
        check.accept("measure", this.measure);
        check.accept("target", (this.target != null) ? this.target : this.targets);
        check.accept("contrast", this.contrast);
        check.accept("baseline", (this.baseline != null && this.baseline.isNull()) ? null : this.baseline);
        check.accept("n_steps", this.nSteps);
        check.accept("position", this.position);
        this.noise.checkEach(check);
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

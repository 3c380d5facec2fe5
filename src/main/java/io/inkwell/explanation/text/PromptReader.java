package io.inkwell.explanation.text;

import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.fields.GivenValue;

/**
 * Reads and tokenizes the prompts of an explain request, in any of the four forms of a
 * prompt. Takes milliseconds for long prompts.
 */
public final class PromptReader {

    private final String field;

    private final LoadedModel model;

    private final ExplanationLimits limits;

    private PromptReader(String field, LoadedModel model, ExplanationLimits limits) {
        this.field = field;
        this.model = model;
        this.limits = limits;
    }

    /**
     * Reads one prompt. An empty or omitted prompt is the BOS token.
     * @param field the name of the field
     * @throws ServiceException an invalid request, if it is not a prompt, or exceeds the
     * context or a limit
     */
    public static int[] readOne(String field, @Nullable JsonNode prompt, LoadedModel model, ExplanationLimits limits) {
        List<int[]> prompts = read(field, prompt, model, limits);
        ServiceException.require(prompts.size() == 1, field, "one prompt", prompts.size() + " prompts");
        return prompts.get(0);
    }

    /** Reads one or more prompts. */
    public static List<int[]> read(String field, @Nullable JsonNode prompts, LoadedModel model,
            ExplanationLimits limits) {
        return new PromptReader(field, model, limits).read(prompts);
    }

    private List<int[]> read(@Nullable JsonNode prompts) {
        if (prompts == null || prompts.isNull()) {
            return List.of(bosToken());
        }
        if (!prompts.isArray() || prompts.isEmpty() || prompts.get(0).isNumber()) {
            return List.of(tokens(prompts));
        }
        this.limits.maxPrompts().require(this.field, "the number of prompts in " + this.field, prompts.size(), 1);
        return IntStream.range(0, prompts.size())
            .mapToObj((i) -> each(i, prompts.size()).tokens(prompts.get(i)))
            .toList();
    }

    /** A reader for one of several prompts, which errors name by its index. */
    private PromptReader each(int index, int count) {
        return (count > 1) ? new PromptReader(this.field + "[" + index + "]", this.model, this.limits) : this;
    }

    private int[] tokens(JsonNode prompt) {
        int[] tokens;
        if (prompt.isString()) {
            tokens = this.model.textEncoder().encode(this.field, prompt.stringValue(), true);
        }
        else if (prompt.isArray()) {
            tokens = prompt.valueStream().mapToInt(this::token).toArray();
            this.model.knownTokens().require(this.field, tokens);
        }
        else {
            throw ServiceException.invalid(this.field,
                    this.field
                            + " must be a string, a list of strings, a list of token ids or a list of token id lists; "
                            + "given: " + GivenValue.of(prompt));
        }
        return requireFits((tokens.length > 0) ? tokens : bosToken());
    }

    private int token(JsonNode id) {
        if (!id.isInt()) {
            throw this.model.knownTokens().rejection(this.field, GivenValue.of(id));
        }
        return id.intValue();
    }

    private int[] bosToken() {
        return new int[] { this.model.requireBosToken(this.field, "not be empty") };
    }

    private int[] requireFits(int[] tokens) {
        if (tokens.length > this.model.contextLength()) {
            throw this.model.contextLengthErrors().promptTooLong(this.field, tokens.length);
        }
        this.limits.maxTokens().require(this.field, "the number of tokens in " + this.field, tokens.length, 1);
        return tokens;
    }

}

package io.inkwell.openai;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.completion.prompt.Prompt;
import io.inkwell.error.ServiceException;
import io.inkwell.web.fields.GivenValue;

/** Reads the four forms of {@code prompt} and {@code input}. */
final class PromptReader {

    private final String field;

    private final boolean addSpecialTokens;

    private PromptReader(String field, boolean addSpecialTokens) {
        this.field = field;
        this.addSpecialTokens = addSpecialTokens;
    }

    /**
     * @param field the field that holds the prompts
     * @param addSpecialTokens whether the tokenizer adds its special tokens to strings;
     * null for true
     */
    static List<Prompt> read(String field, @Nullable JsonNode prompt, @Nullable Boolean addSpecialTokens) {
        return new PromptReader(field, !Boolean.FALSE.equals(addSpecialTokens)).read(prompt);
    }

    private List<Prompt> read(@Nullable JsonNode prompt) {
        if (prompt == null || prompt.isNull()) {
            return List.of(text(""));
        }
        if (prompt.isString()) {
            return List.of(text(prompt.stringValue()));
        }
        if (!prompt.isArray()) {
            throw wrongType(prompt);
        }
        if (prompt.isEmpty()) {
            return List.of(text(""));
        }
        if (prompt.get(0).isNumber()) {
            return List.of(tokens(prompt));
        }
        List<Prompt> prompts = new ArrayList<>();
        for (JsonNode each : prompt.values()) {
            prompts.add(new PromptReader(this.field + "[" + prompts.size() + "]", this.addSpecialTokens).element(each));
        }
        return prompts;
    }

    private Prompt element(JsonNode element) {
        if (element.isString()) {
            return text(element.stringValue());
        }
        if (element.isArray()) {
            return tokens(element);
        }
        throw ServiceException.invalid(this.field,
                this.field + " must be a string or a list of token ids; given: " + GivenValue.of(element));
    }

    private Prompt text(String text) {
        return new Prompt.Text(text, this.addSpecialTokens);
    }

    private Prompt tokens(JsonNode ids) {
        return new Prompt.Tokens(ids.valueStream().mapToInt(this::token).toArray());
    }

    private int token(JsonNode id) {
        if (id.isIntegralNumber() && !id.isInt()) {
            throw ServiceException.invalid(this.field,
                    this.field + " must contain 32-bit token ids; given: " + GivenValue.of(id));
        }
        if (!id.isInt()) {
            throw ServiceException.invalid(this.field,
                    this.field + " must contain only token ids if it starts with one; given: " + GivenValue.of(id));
        }
        return id.intValue();
    }

    private ServiceException wrongType(JsonNode value) {
        return ServiceException.invalid(this.field,
                this.field
                        + " must be a string, a list of strings, a list of token ids or a list of such lists; given: "
                        + GivenValue.of(value));
    }

}

package io.inkwell.openai;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.completion.Prompt;
import io.inkwell.error.ServiceException;
import io.inkwell.web.GivenValue;

/** Reads the four forms in which texts come: those of {@code prompt}. */
final class PromptReader {

    private static final Prompt EMPTY = new Prompt.Text("");

    private final String field;

    private PromptReader(String field) {
        this.field = field;
    }

    /**
     * @param field what the client called it
     */
    static List<Prompt> read(String field, @Nullable JsonNode prompt) {
        return new PromptReader(field).read(prompt);
    }

    private List<Prompt> read(@Nullable JsonNode prompt) {
        if (prompt == null || prompt.isNull()) {
            return List.of(EMPTY);
        }
        if (prompt.isString()) {
            return List.of(new Prompt.Text(prompt.stringValue()));
        }
        if (!prompt.isArray()) {
            throw wrongType(prompt);
        }
        if (prompt.isEmpty()) {
            return List.of(EMPTY);
        }
        if (prompt.get(0).isNumber()) {
            return List.of(tokens(prompt));
        }
        List<Prompt> prompts = new ArrayList<>();
        for (JsonNode each : prompt.values()) {
            prompts.add(new PromptReader(this.field + "[" + prompts.size() + "]").element(each));
        }
        return prompts;
    }

    private Prompt element(JsonNode element) {
        if (element.isString()) {
            return new Prompt.Text(element.stringValue());
        }
        if (element.isArray()) {
            return tokens(element);
        }
        throw ServiceException.invalid(this.field,
                this.field + " must be a string or a list of token ids; given: " + GivenValue.of(element));
    }

    private Prompt tokens(JsonNode ids) {
        return new Prompt.Tokens(ids.valueStream().mapToInt(this::token).toArray());
    }

    private int token(JsonNode id) {
        if (id.isIntegralNumber() && !id.isInt()) {
            throw ServiceException.invalid(this.field,
                    this.field + " must hold token ids of at most 32 bits; given: " + GivenValue.of(id));
        }
        if (!id.isInt()) {
            throw ServiceException.invalid(this.field,
                    this.field + " must hold token ids alone once it holds one; given: " + GivenValue.of(id));
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

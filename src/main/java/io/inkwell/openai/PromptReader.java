package io.inkwell.openai;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.completion.Prompt;
import io.inkwell.error.ServiceException;
import io.inkwell.web.GivenValue;

/** Reads the four forms of {@code prompt}. */
final class PromptReader {

    private static final Prompt EMPTY = new Prompt.Text("");

    private PromptReader() {
    }

    static List<Prompt> read(@Nullable JsonNode prompt) {
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
        return prompt.valueStream().map(PromptReader::element).toList();
    }

    private static Prompt element(JsonNode element) {
        if (element.isString()) {
            return new Prompt.Text(element.stringValue());
        }
        if (element.isArray()) {
            return tokens(element);
        }
        throw wrongType(element);
    }

    private static Prompt tokens(JsonNode ids) {
        return new Prompt.Tokens(ids.valueStream().mapToInt(PromptReader::token).toArray());
    }

    private static int token(JsonNode id) {
        if (!id.isInt()) {
            throw ServiceException.invalid("prompt",
                    "prompt must hold token ids alone once it holds one; given: " + GivenValue.of(id));
        }
        return id.intValue();
    }

    private static ServiceException wrongType(JsonNode value) {
        return ServiceException.invalid("prompt",
                "prompt must be a string, a list of strings, a list of token ids or a list of such lists; given: "
                        + GivenValue.of(value));
    }

}

package io.inkwell.chat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request asks of the template.
 *
 * @param addGenerationPrompt whether the prompt ends with the beginning of an answer
 * @param variables further variables, which replace special tokens of the same names
 */
public record ChatTemplateOptions(boolean addGenerationPrompt, Map<String, Object> variables) {

    public ChatTemplateOptions {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

}

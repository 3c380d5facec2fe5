package io.inkwell.chat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Template options of a request.
 *
 * @param addGenerationPrompt whether the prompt ends with the start of an assistant
 * message
 * @param variables additional variables, which override special tokens of the same names
 */
public record ChatTemplateOptions(boolean addGenerationPrompt, Map<String, Object> variables) {

    public ChatTemplateOptions {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

}

package io.inkwell.openai.chat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.completion.prompt.Prompt;
import io.inkwell.error.ServiceException;
import io.inkwell.web.fields.UnknownFields;

/** Makes a prompt of the fields that describe a conversation. */
public final class ChatPrompt {

    /** Template variables that the request sets through fields of its own. */
    private static final Set<String> RESERVED_VARIABLES = Set.of("messages", "add_generation_prompt",
            "continue_final_message", "tools", "documents");

    private ChatPrompt() {
    }

    /**
     * @param tools the functions that the template shows; null for none
     * @throws ServiceException an invalid request that names the field
     */
    public static Prompt.Chat of(@Nullable JsonNode messages, @Nullable Boolean addGenerationPrompt,
            @Nullable Boolean continueFinalMessage, @Nullable Boolean addSpecialTokens,
            @Nullable Map<String, JsonNode> templateVariables, @Nullable JsonNode tools, UnknownFields unknown) {
        boolean continues = Boolean.TRUE.equals(continueFinalMessage);
        ServiceException.require(!(continues && Boolean.TRUE.equals(addGenerationPrompt)), "continue_final_message",
                "false when add_generation_prompt is true", true);
        Map<String, Object> variables = variables(templateVariables);
        if (tools != null) {
            variables.put("tools", TemplateValues.of(tools));
        }
        return new Prompt.Chat(ChatMessages.read(messages, unknown),
                !continues && !Boolean.FALSE.equals(addGenerationPrompt), continues,
                Boolean.TRUE.equals(addSpecialTokens), variables);
    }

    private static Map<String, Object> variables(@Nullable Map<String, JsonNode> given) {
        Map<String, Object> variables = new LinkedHashMap<>();
        if (given != null) {
            given.forEach((name, value) -> {
                ServiceException.require(!RESERVED_VARIABLES.contains(name), "chat_template_kwargs." + name,
                        "omitted, because the request has a field for it", "a value");
                variables.put(name, TemplateValues.of(value));
            });
        }
        return variables;
    }

}

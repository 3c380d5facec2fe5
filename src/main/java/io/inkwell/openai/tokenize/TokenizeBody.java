package io.inkwell.openai.tokenize;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.completion.prompt.Prompt;
import io.inkwell.error.ServiceException;
import io.inkwell.openai.chat.ChatPrompt;
import io.inkwell.web.fields.UnknownFields;

/**
 * The body of {@code POST /tokenize}. As in vLLM, it holds either {@code prompt} or
 * {@code messages}.
 *
 * @param addSpecialTokens whether the tokenizer adds its special tokens; true by default
 * for a prompt, false for messages
 * @param returnTokenStrs whether to return the vocabulary entry of each token
 */
public record TokenizeBody(@Nullable String model, @Nullable String prompt, @Nullable JsonNode messages,
        @Nullable Boolean addSpecialTokens, @Nullable Boolean addGenerationPrompt,
        @Nullable Boolean continueFinalMessage, @Nullable Map<String, JsonNode> chatTemplateKwargs,
        @Nullable Boolean returnTokenStrs) {

    /**
     * @throws ServiceException an invalid request if both or neither are set, or if the
     * messages or template fields are invalid
     */
    Prompt toPrompt(UnknownFields unknown) {
        boolean isChat = this.messages != null && !this.messages.isNull();
        if (isChat == (this.prompt != null)) {
            throw ServiceException.invalid("prompt",
                    "exactly one of prompt and messages must be set; given: " + (isChat ? "both" : "neither"));
        }
        return (this.prompt != null) ? new Prompt.Text(this.prompt, !Boolean.FALSE.equals(this.addSpecialTokens))
                : ChatPrompt.of(this.messages, this.addGenerationPrompt, this.continueFinalMessage,
                        this.addSpecialTokens, this.chatTemplateKwargs, null, unknown);
    }

    boolean wantsSpellings() {
        return Boolean.TRUE.equals(this.returnTokenStrs);
    }

}

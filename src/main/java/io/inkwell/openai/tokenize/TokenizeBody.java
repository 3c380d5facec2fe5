package io.inkwell.openai.tokenize;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.completion.Prompt;
import io.inkwell.error.ServiceException;
import io.inkwell.openai.chat.ChatPrompt;
import io.inkwell.web.fields.UnknownFields;

/**
 * The body of {@code POST /tokenize}: vLLM's two bodies in one, of which either
 * {@code prompt} or {@code messages} is given.
 *
 * @param addSpecialTokens whether the tokenizer adds its special tokens; by default to a
 * prompt, and not to messages
 * @param returnTokenStrs whether to spell the tokens
 */
public record TokenizeBody(@Nullable String model, @Nullable String prompt, @Nullable JsonNode messages,
        @Nullable Boolean addSpecialTokens, @Nullable Boolean addGenerationPrompt,
        @Nullable Boolean continueFinalMessage, @Nullable Map<String, JsonNode> chatTemplateKwargs,
        @Nullable Boolean returnTokenStrs) {

    /**
     * @throws ServiceException an invalid request if it holds both or none, messages that
     * cannot be read, or fields that would make another prompt of them
     */
    Prompt toPrompt(UnknownFields unknown) {
        boolean isChat = this.messages != null && !this.messages.isNull();
        if (isChat == (this.prompt != null)) {
            throw ServiceException.invalid("prompt",
                    "either prompt or messages must be given; given: " + (isChat ? "both" : "none of them"));
        }
        return (this.prompt != null) ? new Prompt.Text(this.prompt, !Boolean.FALSE.equals(this.addSpecialTokens))
                : ChatPrompt.of(this.messages, this.addGenerationPrompt, this.continueFinalMessage,
                        this.addSpecialTokens, this.chatTemplateKwargs, unknown);
    }

    boolean wantsSpellings() {
        return Boolean.TRUE.equals(this.returnTokenStrs);
    }

}

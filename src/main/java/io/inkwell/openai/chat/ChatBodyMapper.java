package io.inkwell.openai.chat;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.CompletionRequest;
import io.inkwell.completion.Prompt;
import io.inkwell.error.ServiceException;
import io.inkwell.openai.GenerationFieldsMapper;
import io.inkwell.web.fields.UnknownFields;

/** Makes a checked request of the body of a chat. */
final class ChatBodyMapper {

    private final GenerationFieldsMapper generation;

    private final UnknownFields unknownFields;

    /**
     * @param unknownFields what happens to those of a message
     */
    ChatBodyMapper(GenerationFieldsMapper generation, UnknownFields unknownFields) {
        this.generation = generation;
        this.unknownFields = unknownFields;
    }

    /**
     * @param id what the answer and the log are to call it
     * @throws ServiceException an invalid request, which names the field at fault
     */
    CompletionRequest toRequest(ChatBody body, String id) {
        Prompt chat = ChatPrompt.of(body.messages(), body.addGenerationPrompt(), body.continueFinalMessage(),
                body.addSpecialTokens(), body.chatTemplateKwargs(), this.unknownFields);
        Integer maxTokens = body.maxTokens();
        if (body.maxCompletionTokens() != null) {
            ServiceException.require(maxTokens == null || maxTokens.equals(body.maxCompletionTokens()),
                    "max_completion_tokens", "the same as max_tokens, " + maxTokens, body.maxCompletionTokens());
            maxTokens = body.maxCompletionTokens();
            ServiceException.require(maxTokens >= -1, "max_completion_tokens", "at least -1", maxTokens);
        }
        return this.generation.begin(body.generation(), List.of(chat), maxTokens, null)
            .maxTokensField((body.maxCompletionTokens() != null) ? "max_completion_tokens" : "max_tokens")
            .logprobs(logprobs(body))
            .id(id)
            .build();
    }

    private @Nullable Integer logprobs(ChatBody body) {
        Integer top = this.generation.logprobs("top_logprobs", body.topLogprobs());
        if (!Boolean.TRUE.equals(body.logprobs())) {
            ServiceException.require(top == null || top == 0, "top_logprobs", "null without logprobs: true", top);
            return null;
        }
        return (top != null) ? top : Integer.valueOf(0);
    }

}

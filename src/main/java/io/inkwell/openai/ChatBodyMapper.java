package io.inkwell.openai;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.CompletionRequest;
import io.inkwell.completion.Prompt;
import io.inkwell.error.ServiceException;

/** Makes a checked request of the body of a chat. */
final class ChatBodyMapper {

    private final GenerationFieldsMapper generation;

    ChatBodyMapper(GenerationFieldsMapper generation) {
        this.generation = generation;
    }

    /**
     * @param id what the answer and the log are to call it
     * @throws ServiceException an invalid request, which names the field at fault
     */
    CompletionRequest toRequest(ChatBody body, String id) {
        body.unsupported().refuse();
        Prompt chat = new Prompt.Chat(ChatMessages.read(body.messages()),
                !Boolean.FALSE.equals(body.addGenerationPrompt()), Boolean.TRUE.equals(body.addSpecialTokens()));
        Integer maxTokens = body.maxTokens();
        if (body.maxCompletionTokens() != null) {
            maxTokens = body.maxCompletionTokens();
            ServiceException.require(maxTokens >= 0, "max_completion_tokens", "at least 0", maxTokens);
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

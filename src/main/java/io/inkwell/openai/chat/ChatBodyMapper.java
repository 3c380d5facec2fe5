package io.inkwell.openai.chat;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.CompletionRequest;
import io.inkwell.completion.prompt.Prompt;
import io.inkwell.engine.request.CacheSalt;
import io.inkwell.error.ServiceException;
import io.inkwell.grammar.RequestedForm;
import io.inkwell.openai.GenerationFieldsMapper;
import io.inkwell.openai.MaxTokens;
import io.inkwell.registry.defaults.GenerationConfig;
import io.inkwell.web.fields.UnknownFields;

/** Maps a chat completion body to a checked request. */
final class ChatBodyMapper {

    private final GenerationFieldsMapper generation;

    private final UnknownFields unknownFields;

    /**
     * @param unknownFields how to treat unknown fields of a message
     */
    ChatBodyMapper(GenerationFieldsMapper generation, UnknownFields unknownFields) {
        this.generation = generation;
        this.unknownFields = unknownFields;
    }

    /**
     * @param forced the call that the output must be; null for text
     * @param requestId the id of the HTTP request, or a random one
     * @param cacheSalt the salt of the request
     * @param config the generation config of the model
     * @throws ServiceException an invalid request that names the field
     */
    CompletionRequest toRequest(ChatBody body, @Nullable ForcedCall forced, String requestId, CacheSalt cacheSalt,
            GenerationConfig config) {
        Prompt chat = ChatPrompt.of(body.messages(), body.addGenerationPrompt(), body.continueFinalMessage(),
                body.addSpecialTokens(), body.chatTemplateKwargs(), (forced != null) ? body.tools() : null,
                this.unknownFields);
        CompletionRequest.Builder request = this.generation
            .toRequest(requestId, config, body.generation(), List.of(chat), maxTokens(body))
            .promptField("messages")
            .cacheSalt(cacheSalt)
            .output(this.generation.toOutput(body.generation(), false, logprobs(body)));
        return ((forced != null) ? request.form(form(body, forced)) : request).build();
    }

    private static RequestedForm form(ChatBody body, ForcedCall forced) {
        RequestedForm other = body.generation().form().toForm();
        if (other != null) {
            throw ServiceException.invalid(other.field(), other.field()
                    + " and a tool_choice that forces a call must not be combined: the output has one form");
        }
        return forced.form();
    }

    private static MaxTokens maxTokens(ChatBody body) {
        Integer older = body.maxTokens();
        Integer newer = body.maxCompletionTokens();
        if (newer == null) {
            return new MaxTokens("max_tokens", older, null);
        }
        ServiceException.require(older == null || older.equals(newer), "max_completion_tokens",
                "equal to max_tokens (" + older + ")", newer);
        return new MaxTokens("max_completion_tokens", newer, null);
    }

    private @Nullable Integer logprobs(ChatBody body) {
        Integer top = this.generation.logprobs("top_logprobs", body.topLogprobs());
        if (!Boolean.TRUE.equals(body.logprobs())) {
            ServiceException.require(top == null || top == 0, "top_logprobs", "null unless logprobs is true", top);
            return null;
        }
        return (top != null) ? top : Integer.valueOf(0);
    }

}

package io.inkwell.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;

import io.inkwell.api.Completion;
import io.inkwell.api.CompletionOptions;
import io.inkwell.api.Inkwell;

/** A chat model of LangChain4j that runs in this process. */
public final class InkwellChatModel implements ChatModel {

    private final Inkwell inkwell;

    private final RequestReader requests;

    /**
     * @param defaults options that a request does not set
     */
    public InkwellChatModel(Inkwell inkwell, CompletionOptions defaults) {
        this.inkwell = inkwell;
        this.requests = new RequestReader(defaults);
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        Completion completion = this.inkwell.chat(RequestReader.messages(request), this.requests.options(request));
        return ChatResponse.builder()
            .aiMessage(AiMessage.from(completion.text()))
            .modelName(this.inkwell.model())
            .tokenUsage(RequestReader.usage(completion))
            .finishReason(RequestReader.reason(completion.finishReason()))
            .build();
    }

}

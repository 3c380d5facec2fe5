package io.inkwell.langchain4j;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;

import io.inkwell.api.CompletionOptions;
import io.inkwell.api.CompletionPart;
import io.inkwell.api.Inkwell;
import io.inkwell.api.Message;

/** A streaming chat model of LangChain4j that runs in this process. */
public final class InkwellStreamingChatModel implements StreamingChatModel {

    private final Inkwell inkwell;

    private final RequestReader requests;

    private final Executor threads;

    /**
     * @param defaults options that a request does not set
     * @param threads wait for the tokens of a response and call its handler
     */
    public InkwellStreamingChatModel(Inkwell inkwell, CompletionOptions defaults, Executor threads) {
        this.inkwell = inkwell;
        this.requests = new RequestReader(defaults);
        this.threads = threads;
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        List<Message> messages = RequestReader.messages(request);
        CompletionOptions options = this.requests.options(request);
        this.threads.execute(() -> stream(messages, options, handler));
    }

    private void stream(List<Message> messages, CompletionOptions options, StreamingChatResponseHandler handler) {
        StringBuilder text = new StringBuilder();
        ChatResponse.Builder response = ChatResponse.builder().modelName(this.inkwell.model());
        try (Stream<CompletionPart> parts = this.inkwell.streamChat(messages, options)) {
            parts.forEach((part) -> {
                text.append(part.text());
                if (!part.text().isEmpty()) {
                    handler.onPartialResponse(part.text());
                }
                if (part.finishReason() != null) {
                    response.finishReason(RequestReader.reason(part.finishReason()));
                }
            });
        }
        catch (RuntimeException ex) {
            handler.onError(ex);
            return;
        }
        handler.onCompleteResponse(response.aiMessage(AiMessage.from(text.toString())).build());
    }

}

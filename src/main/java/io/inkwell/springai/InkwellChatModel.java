package io.inkwell.springai;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Schedulers;

import io.inkwell.api.Completion;
import io.inkwell.api.CompletionOptions;
import io.inkwell.api.CompletionPart;
import io.inkwell.api.FinishReason;
import io.inkwell.api.Inkwell;

/** A chat model of Spring AI that runs in this process. */
public final class InkwellChatModel implements ChatModel {

    private final Inkwell inkwell;

    private final PromptReader prompts;

    /**
     * @param defaults options that a prompt does not set
     */
    public InkwellChatModel(Inkwell inkwell, CompletionOptions defaults) {
        this.inkwell = inkwell;
        this.prompts = new PromptReader(defaults);
    }

    @Override
    public ChatResponse call(Prompt prompt) {
        Completion completion = this.inkwell.chat(PromptReader.messages(prompt), this.prompts.options(prompt));
        ChatResponseMetadata metadata = ChatResponseMetadata.builder()
            .model(this.inkwell.model())
            .usage(new DefaultUsage(completion.numPromptTokens(), completion.numGeneratedTokens()))
            .build();
        return new ChatResponse(List.of(generation(completion.text(), completion.finishReason())), metadata);
    }

    /** Waits for tokens on a thread of its own; cancelling cancels the completion. */
    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        return Flux.<ChatResponse>create((sink) -> stream(prompt, sink))
            // The thread waits, so it cannot take the requests of the subscriber.
            .subscribeOn(Schedulers.boundedElastic(), false);
    }

    private void stream(Prompt prompt, FluxSink<ChatResponse> sink) {
        try (Stream<CompletionPart> parts = this.inkwell.streamChat(PromptReader.messages(prompt),
                this.prompts.options(prompt))) {
            sink.onCancel(parts::close);
            parts.map(this::response).forEach(sink::next);
            sink.complete();
        }
        catch (CancellationException ex) {
            // A subscriber that has cancelled expects no error.
            if (!sink.isCancelled()) {
                sink.error(ex);
            }
        }
    }

    private ChatResponse response(CompletionPart part) {
        FinishReason reason = part.finishReason();
        Generation generation = (reason != null) ? generation(part.text(), reason)
                : new Generation(new AssistantMessage(part.text()));
        return new ChatResponse(List.of(generation),
                ChatResponseMetadata.builder().model(this.inkwell.model()).build());
    }

    private static Generation generation(String text, FinishReason reason) {
        return new Generation(new AssistantMessage(text),
                ChatGenerationMetadata.builder().finishReason(reason.name()).build());
    }

}

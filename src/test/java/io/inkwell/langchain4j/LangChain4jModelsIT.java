package io.inkwell.langchain4j;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.inkwell.api.CompletionOptions;
import io.inkwell.api.Dtype;
import io.inkwell.api.Inkwell;
import io.inkwell.api.InkwellOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/** LangChain4j with a model in this process. */
class LangChain4jModelsIT {

    private static final CompletionOptions GREEDY = CompletionOptions.builder().temperature(0).maxTokens(12).build();

    private static final ChatRequest REQUEST = ChatRequest.builder()
        .messages(SystemMessage.from("Be short."), UserMessage.from("Who are you?"))
        .build();

    private static Inkwell inkwell;

    @BeforeAll
    static void open() {
        inkwell = Inkwell.open("embedded", InkwellOptions.builder().dtype(Dtype.FLOAT32).kvCacheBytes(1 << 24).build());
    }

    @AfterAll
    static void close() {
        inkwell.close();
    }

    @Test
    void streamsTheTextOfAWholeResponse() {
        ChatResponse whole = new InkwellChatModel(inkwell, GREEDY).chat(REQUEST);
        CompletableFuture<ChatResponse> streamed = new CompletableFuture<>();
        StringBuilder parts = new StringBuilder();

        new InkwellStreamingChatModel(inkwell, GREEDY, Runnable::run).chat(REQUEST, new StreamingChatResponseHandler() {

            @Override
            public void onPartialResponse(String text) {
                parts.append(text);
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                streamed.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                streamed.completeExceptionally(error);
            }

        });

        assertThat(streamed.join().aiMessage().text()).isEqualTo(parts.toString()).isEqualTo(whole.aiMessage().text());
        assertThat(streamed.join().finishReason()).isEqualTo(FinishReason.LENGTH).isEqualTo(whole.finishReason());
        assertThat(whole.tokenUsage().outputTokenCount()).isEqualTo(12);
        assertThat(whole.modelName()).isEqualTo("inkwell-demo");
    }

    @Test
    void aRejectedThreadStartsNoCompletion() {
        StreamingChatModel model = new InkwellStreamingChatModel(inkwell, GREEDY, (task) -> {
            throw new RejectedExecutionException("for a test");
        });
        StreamingChatResponseHandler handler = new StreamingChatResponseHandler() {

            @Override
            public void onCompleteResponse(ChatResponse response) {
                throw new AssertionError(response);
            }

            @Override
            public void onError(Throwable error) {
                throw new AssertionError(error);
            }

        };

        // The model would reject a prompt of this length.
        List<ChatMessage> tooLong = List.of(UserMessage.from("word ".repeat(inkwell.contextLength())));
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> model.chat(tooLong, handler));
    }

    @Test
    void parametersOfARequestReplaceTheOptionsOfTheModel() {
        ChatResponse response = new InkwellChatModel(inkwell, GREEDY)
            .chat(ChatRequest.builder().messages(REQUEST.messages()).maxOutputTokens(3).build());

        assertThat(response.tokenUsage().outputTokenCount()).isEqualTo(3);
    }

    @Test
    void rejectsMessagesOfTools() {
        ChatModel model = new InkwellChatModel(inkwell, GREEDY);
        AiMessage call = AiMessage.from(ToolExecutionRequest.builder().id("1").name("clock").arguments("{}").build());

        assertThatExceptionOfType(UnsupportedFeatureException.class)
            .isThrownBy(() -> model.chat(ToolExecutionResultMessage.from("1", "clock", "12:00")))
            .withMessage("messages must be of a system, a user or an assistant, without tool calls; "
                    + "given: TOOL_EXECUTION_RESULT");
        assertThatExceptionOfType(UnsupportedFeatureException.class).isThrownBy(() -> model.chat(call))
            .withMessage("messages must be of a system, a user or an assistant, without tool calls; given: AI");
    }

    @Test
    void completesAndEmbedsText() {
        Response<String> completion = new InkwellLanguageModel(inkwell, GREEDY).generate("It is a truth");
        InkwellEmbeddingModel embeddings = new InkwellEmbeddingModel(inkwell);

        assertThat(completion.content()).isEqualTo(inkwell.complete("It is a truth", GREEDY).text());
        assertThat(embeddings.embedAll(List.of(TextSegment.from("One"), TextSegment.from("Two"))).content()).hasSize(2)
            .element(1)
            .satisfies((vector) -> assertThat(vector.vector()).containsExactly(inkwell.embed("Two"), within(1e-5f)));
    }

}

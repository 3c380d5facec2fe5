package io.inkwell.clients;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel.OpenAiChatModelBuilder;
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiLanguageModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingLanguageModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** LangChain4j's OpenAI models, unmodified. */
@InkwellService
class LangChain4jIT {

    private static final String MODEL = "inkwell-demo";

    private static final String PROMPT = "It is a truth";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final List<ChatMessage> MESSAGES = List.of(SystemMessage.from("A whale speaks."),
            UserMessage.from("Who art thou?"));

    private static final Map<String, Object> OF_OUR_OWN = Map.of("top_k", 40, "min_p", 0.02, "ignore_eos", true);

    private final String url;

    LangChain4jIT(@LocalServerPort int port) {
        this.url = "http://localhost:" + port + "/v1";
    }

    @Test
    void streamsTheSameCompletionAsAWholeResponse() {
        OpenAiLanguageModel model = OpenAiLanguageModel.builder()
            .baseUrl(this.url)
            .apiKey("none")
            .modelName(MODEL)
            .temperature(0.0)
            .timeout(PATIENCE)
            .build();
        OpenAiStreamingLanguageModel streaming = OpenAiStreamingLanguageModel.builder()
            .baseUrl(this.url)
            .apiKey("none")
            .modelName(MODEL)
            .temperature(0.0)
            .timeout(PATIENCE)
            .build();
        StreamedText streamed = new StreamedText();

        Response<String> whole = model.generate(PROMPT);
        streaming.generate(PROMPT, streamed);
        Response<String> end = streamed.end.join();

        assertThat(whole.tokenUsage().outputTokenCount()).isEqualTo(16);
        assertThat(whole.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(streamed.pieces).hasToString(whole.content());
        assertThat(end.content()).isEqualTo(whole.content());
        assertThat(end.tokenUsage()).isEqualTo(whole.tokenUsage());
        assertThat(end.finishReason()).isEqualTo(whole.finishReason());
    }

    @Test
    void streamsTheSameChatAsAWholeResponse() {
        OpenAiStreamingChatModel streaming = OpenAiStreamingChatModel.builder()
            .baseUrl(this.url)
            .apiKey("none")
            .modelName(MODEL)
            .seed(3)
            .maxCompletionTokens(20)
            .customParameters(OF_OUR_OWN)
            .timeout(PATIENCE)
            .build();
        StreamedChat streamed = new StreamedChat();

        ChatResponse whole = chatModel().build().chat(MESSAGES);
        streaming.chat(MESSAGES, streamed);
        ChatResponse end = streamed.end.join();

        assertThat(whole.tokenUsage().outputTokenCount()).isEqualTo(20);
        assertThat(whole.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(whole.modelName()).isEqualTo(MODEL);
        assertThat(streamed.pieces).hasToString(whole.aiMessage().text());
        assertThat(end.aiMessage()).isEqualTo(whole.aiMessage());
        assertThat(end.tokenUsage()).isEqualTo(whole.tokenUsage());
        assertThat(end.finishReason()).isEqualTo(whole.finishReason());
    }

    @Test
    void readsTheLogprobsOfAChat() {
        ChatResponse answer = chatModel().logprobs(true).topLogprobs(2).build().chat(MESSAGES);

        assertThat(((OpenAiChatResponseMetadata) answer.metadata()).logProbs()).hasSize(20)
            .allMatch((token) -> token.logprob() <= 0 && token.topLogprobs().size() == 2)
            .extracting((token) -> token.token())
            .satisfies((tokens) -> assertThat(String.join("", tokens)).isEqualTo(answer.aiMessage().text()));
    }

    @Test
    void stopsBeforeAStopString() {
        String text = chatModel().build().chat(MESSAGES).aiMessage().text();
        String stop = text.substring(12, 15);

        ChatResponse answer = chatModel().stop(List.of(stop)).build().chat(MESSAGES);

        assertThat(answer.aiMessage().text()).isEqualTo(text.substring(0, text.indexOf(stop)));
        assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void continuesAConversation() {
        OpenAiChatModel model = chatModel().build();
        ChatResponse answer = model.chat(MESSAGES);

        ChatResponse next = model
            .chat(Stream.concat(MESSAGES.stream(), Stream.of(answer.aiMessage(), UserMessage.from("And then?")))
                .toList());

        assertThat(next.tokenUsage().inputTokenCount()).isGreaterThan(answer.tokenUsage().totalTokenCount());
        assertThat(next.aiMessage().text()).isNotEqualTo(answer.aiMessage().text());
    }

    @ParameterizedTest
    @ValueSource(strings = { "float", "base64" })
    void embedsInputs(String encodingFormat) {
        OpenAiEmbeddingModel model = OpenAiEmbeddingModel.builder()
            .baseUrl(this.url)
            .apiKey("none")
            .modelName(MODEL)
            .encodingFormat(encodingFormat)
            .timeout(PATIENCE)
            .build();

        Response<List<Embedding>> answer = model
            .embedAll(List.of(TextSegment.from("the white whale"), TextSegment.from("the white whale")));
        float[] vector = answer.content().get(0).vector();

        assertThat(answer.content()).hasSize(2);
        assertThat(Math.sqrt(dot(vector, vector))).isEqualTo(1, Offset.offset(1e-5));
        assertThat(answer.content().get(1).vector()).containsExactly(vector, Offset.offset(1e-5f));
        assertThat(answer.tokenUsage().inputTokenCount()).isEven().isPositive();
    }

    @Test
    void reportsAnUnknownModelAndAnInvalidField() {
        assertThatExceptionOfType(ModelNotFoundException.class)
            .isThrownBy(() -> chatModel().modelName("moby-dick").build().chat(MESSAGES));
        assertThatExceptionOfType(InvalidRequestException.class)
            .isThrownBy(() -> chatModel().temperature(3.0).build().chat(MESSAGES))
            .withMessageContaining("temperature must be in [0, 2]");
    }

    private OpenAiChatModelBuilder chatModel() {
        return OpenAiChatModel.builder()
            .baseUrl(this.url)
            .apiKey("none")
            .modelName(MODEL)
            .seed(3)
            .maxCompletionTokens(20)
            .customParameters(OF_OUR_OWN)
            .timeout(PATIENCE)
            .maxRetries(0);
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static final class StreamedText implements StreamingResponseHandler<String> {

        private final StringBuffer pieces = new StringBuffer();

        private final CompletableFuture<Response<String>> end = new CompletableFuture<>();

        @Override
        public void onNext(String piece) {
            this.pieces.append(piece);
        }

        @Override
        public void onComplete(Response<String> response) {
            this.end.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            this.end.completeExceptionally(error);
        }

    }

    private static final class StreamedChat implements StreamingChatResponseHandler {

        private final StringBuffer pieces = new StringBuffer();

        private final CompletableFuture<ChatResponse> end = new CompletableFuture<>();

        @Override
        public void onPartialResponse(String piece) {
            this.pieces.append(piece);
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            this.end.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            this.end.completeExceptionally(error);
        }

    }

}

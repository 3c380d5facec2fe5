package io.inkwell.clients;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.OpenAiEmbeddingOptions;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Spring AI's OpenAI models, unmodified. */
@InkwellService
class SpringAiIT {

    private static final String MODEL = "inkwell-demo";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final String url;

    SpringAiIT(@LocalServerPort int port) {
        this.url = "http://localhost:" + port + "/v1";
    }

    @Test
    void streamsTheSameChatAsAWholeResponse() {
        OpenAiChatModel model = chatModel(options());

        ChatResponse whole = model.call(prompt());
        List<ChatResponse> events = model.stream(prompt()).collectList().block(PATIENCE);

        assertThat(whole.getResults()).singleElement()
            .satisfies((result) -> assertThat(result.getMetadata().getFinishReason()).isEqualTo("LENGTH"));
        assertThat(whole.getMetadata().getModel()).isEqualTo(MODEL);
        assertThat(counts(whole)).endsWith(20);
        assertThat(texts(events)).isEqualTo(texts(List.of(whole)));
        assertThat(events).flatExtracting(ChatResponse::getResults)
            .extracting((result) -> result.getMetadata().getFinishReason())
            .filteredOn(Objects::nonNull)
            .containsExactly("LENGTH");
        assertThat(counts(events.get(events.size() - 1))).isEqualTo(counts(whole));
    }

    @Test
    void readsSeveralChoices() {
        ChatResponse answer = chatModel(options().n(3)).call(prompt());

        assertThat(answer.getResults()).hasSize(3)
            .extracting((result) -> result.getOutput().getText())
            .doesNotHaveDuplicates();
    }

    @Test
    void continuesAConversation() {
        OpenAiChatModel model = chatModel(options());
        ChatResponse answer = model.call(prompt());

        ChatResponse next = model.call(prompt(answer.getResult().getOutput(), new UserMessage("And then?")));

        assertThat(next.getMetadata().getUsage().getPromptTokens())
            .isGreaterThan(answer.getMetadata().getUsage().getTotalTokens());
    }

    @Test
    void stopsBeforeAStopString() {
        String text = texts(List.of(chatModel(options()).call(prompt())));
        String stop = text.substring(12, 15);

        ChatResponse answer = chatModel(options().stop(List.of(stop))).call(prompt());

        assertThat(texts(List.of(answer))).isEqualTo(text.substring(0, text.indexOf(stop)));
        assertThat(answer.getResult().getMetadata().getFinishReason()).isEqualTo("STOP");
    }

    @Test
    void embedsInputs() {
        OpenAiEmbeddingModel model = OpenAiEmbeddingModel.builder()
            .options(OpenAiEmbeddingOptions.builder().baseUrl(this.url).apiKey("none").model(MODEL).build())
            .build();

        EmbeddingResponse answer = model.embedForResponse(List.of("the white whale", "the white whale"));
        float[] vector = answer.getResults().get(0).getOutput();

        assertThat(vector).hasSize(192);
        assertThat(answer.getResults().get(1).getOutput()).containsExactly(vector, Offset.offset(1e-5f));
        assertThat(answer.getMetadata().getUsage().getPromptTokens()).isEven().isPositive();
    }

    @Test
    void reportsAnUnknownModelAndAnInvalidField() {
        assertThatExceptionOfType(NotFoundException.class)
            .isThrownBy(() -> chatModel(options().model("moby-dick")).call(prompt()));
        assertThatExceptionOfType(BadRequestException.class)
            .isThrownBy(() -> chatModel(options().temperature(3.0)).call(prompt()))
            .satisfies((thrown) -> assertThat(thrown.param()).hasValue("temperature"));
    }

    private static OpenAiChatModel chatModel(OpenAiChatOptions.Builder options) {
        return OpenAiChatModel.builder().options(options.build()).build();
    }

    private OpenAiChatOptions.Builder options() {
        return OpenAiChatOptions.builder()
            .baseUrl(this.url)
            .apiKey("none")
            .model(MODEL)
            .seed(3)
            .maxTokens(20)
            .streamUsage(true)
            .maxRetries(0)
            .timeout(PATIENCE)
            .extraBody(Map.of("top_k", 40, "ignore_eos", true));
    }

    private static Prompt prompt(Message... others) {
        List<Message> messages = new ArrayList<>(
                List.of(new SystemMessage("A whale speaks."), new UserMessage("Who art thou?")));
        messages.addAll(List.of(others));
        return new Prompt(messages);
    }

    private static String texts(List<ChatResponse> answers) {
        return answers.stream()
            .flatMap((answer) -> answer.getResults().stream())
            .map(Generation::getOutput)
            .map((message) -> message.getText())
            .filter(Objects::nonNull)
            .collect(Collectors.joining());
    }

    /** Prompt and completion tokens. */
    private static List<Integer> counts(ChatResponse answer) {
        Usage usage = answer.getMetadata().getUsage();
        return List.of(usage.getPromptTokens(), usage.getCompletionTokens());
    }

}

package io.inkwell.clients;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionTokenLogprob;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionChoice;
import com.openai.models.completions.CompletionChoice.FinishReason;
import com.openai.models.completions.CompletionChoice.Logprobs;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** OpenAI's Java client, unmodified, with response validation. */
@InkwellService
class OpenAiJavaIT {

    private static final String MODEL = "inkwell-demo";

    private static final ChatCompletionStreamOptions WITH_USAGE = ChatCompletionStreamOptions.builder()
        .includeUsage(true)
        .build();

    private final OpenAIClient client;

    OpenAiJavaIT(@LocalServerPort int port) {
        this.client = OpenAiClients.validating(port);
    }

    @AfterEach
    void close() {
        this.client.close();
    }

    @Test
    void streamsTheSameCompletionAsAWholeResponse() {
        CompletionCreateParams params = completion().n(3)
            .putAdditionalBodyProperty("top_k", JsonValue.from(40))
            .putAdditionalBodyProperty("min_p", JsonValue.from(0.02))
            .build();

        Completion whole = this.client.completions().create(params);
        List<Completion> events = stream(params.toBuilder().streamOptions(WITH_USAGE).build());
        Completion last = events.get(events.size() - 1);

        assertThat(whole.choices()).extracting(CompletionChoice::index).containsExactly(0L, 1L, 2L);
        assertThat(whole.choices()).extracting(CompletionChoice::text).doesNotHaveDuplicates();
        assertThat(whole.choices()).extracting(CompletionChoice::finishReason).containsOnly(FinishReason.LENGTH);
        assertThat(whole.choices())
            .allSatisfy((choice) -> assertThat(text(events, choice.index())).isEqualTo(choice.text()));
        assertThat(last.choices()).isEmpty();
        assertThat(last.usage()).isPresent().isEqualTo(whole.usage());
    }

    @Test
    void readsUsageAndLogprobsOfACompletion() {
        Completion answer = this.client.completions().create(completion().logprobs(2).build());
        CompletionChoice choice = answer.choices().get(0);
        Logprobs logprobs = choice.logprobs().orElseThrow();

        assertThat(answer.usage()).hasValueSatisfying((usage) -> {
            assertThat(usage.completionTokens()).isEqualTo(24);
            assertThat(usage.totalTokens()).isEqualTo(24 + usage.promptTokens());
        });
        assertThat(String.join("", logprobs.tokens().orElseThrow())).isEqualTo(choice.text());
        assertThat(logprobs.tokenLogprobs().orElseThrow()).hasSize(24).allMatch((logprob) -> logprob <= 0);
        assertThat(logprobs.textOffset().orElseThrow()).hasSize(24).startsWith(0L).isSorted();
        assertThat(logprobs.topLogprobs().orElseThrow()).hasSize(24)
            .allMatch((top) -> top._allProperties().size() >= 2);
    }

    @Test
    void scoresAPromptWithoutGenerating() {
        Logprobs logprobs = this.client.completions()
            .create(completion().echo(true).maxTokens(0).logprobs(1).build(), OpenAiClients.UNCHECKED)
            .choices()
            .get(0)
            .logprobs()
            .orElseThrow();

        assertThat(String.join("", logprobs.tokens().orElseThrow())).isEqualTo("Call me Ishmael.");
        assertThat(logprobs.tokenLogprobs().orElseThrow()).startsWith((Double) null)
            .filteredOn(Objects::nonNull)
            .hasSize(7)
            .allMatch((logprob) -> logprob < 0);
    }

    @Test
    void stopsBeforeAStopString() {
        CompletionCreateParams params = completion().temperature(0).user("ishmael").build();
        String text = this.client.completions().create(params).choices().get(0).text();
        String stop = text.substring(8, 12);

        CompletionChoice stopped = this.client.completions()
            .create(params.toBuilder().stopOfStrings(List.of("never", stop)).build())
            .choices()
            .get(0);

        assertThat(stopped.text()).isEqualTo(text.substring(0, text.indexOf(stop)));
        assertThat(stopped.finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void numbersTheChoicesOfSeveralPrompts() {
        Completion answer = this.client.completions()
            .create(completion().promptOfArrayOfTokenArrays(List.of(List.of(5L, 6L), List.of(7L)))
                .n(2)
                .bestOf(3)
                .build());

        assertThat(answer.choices()).extracting(CompletionChoice::index).containsExactly(0L, 1L, 2L, 3L);
        assertThat(answer.usage()).hasValueSatisfying((usage) -> assertThat(usage.promptTokens()).isEqualTo(3));
    }

    @Test
    void streamsTheSameChatAsAWholeResponse() {
        ChatCompletionCreateParams params = chat().logprobs(true).topLogprobs(2).build();

        ChatCompletion whole = this.client.chat().completions().create(params);
        ChatCompletionAccumulator streamed = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> events = this.client.chat()
            .completions()
            .createStreaming(params.toBuilder().streamOptions(WITH_USAGE).build())) {
            events.stream().forEach(streamed::accumulate);
        }

        ChatCompletion.Choice expected = whole.choices().get(0);
        assertThat(streamed.chatCompletion().choices()).singleElement().satisfies((choice) -> {
            assertThat(choice.message().content()).isPresent().isEqualTo(expected.message().content());
            assertThat(tokens(choice)).isNotEmpty()
                .usingElementComparator((told, asked) -> isClose(told, asked) ? 0 : 1)
                .isEqualTo(tokens(expected));
            assertThat(choice.finishReason()).isEqualTo(expected.finishReason());
        });
        assertThat(totalTokens(streamed.chatCompletion())).isEqualTo(totalTokens(whole));
    }

    @Test
    void readsUsageAndLogprobsOfAChat() {
        ChatCompletion answer = this.client.chat()
            .completions()
            .create(chat().logprobs(true).topLogprobs(2).n(2).build());
        ChatCompletion.Choice choice = answer.choices().get(1);
        List<ChatCompletionTokenLogprob> tokens = choice.logprobs().orElseThrow().content().orElseThrow();

        assertThat(answer.usage()).hasValueSatisfying((usage) -> assertThat(usage.completionTokens()).isEqualTo(40));
        assertThat(choice.index()).isEqualTo(1);
        assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.LENGTH);
        assertThat(tokens).hasSize(20).allSatisfy((token) -> assertThat(token.topLogprobs()).hasSize(2));
        assertThat(tokens.stream().map(ChatCompletionTokenLogprob::token).collect(Collectors.joining()))
            .isEqualTo(choice.message().content().orElseThrow());
    }

    @Test
    void continuesAConversation() {
        ChatCompletionMessage answer = this.client.chat()
            .completions()
            .create(chat().build())
            .choices()
            .get(0)
            .message();
        String text = answer.content().orElseThrow();

        ChatCompletion next = this.client.chat()
            .completions()
            .create(chat().addMessage(answer).addUserMessage("And then?").build());
        ChatCompletion expected = this.client.chat()
            .completions()
            .create(chat().addAssistantMessage(text).addUserMessage("And then?").build());

        assertThat(next.choices()).isEqualTo(expected.choices());
        assertThat(totalTokens(next)).isEqualTo(totalTokens(expected));
    }

    @Test
    void readsVectorsInBase64WhichItAsksForByDefault() {
        EmbeddingCreateParams params = EmbeddingCreateParams.builder()
            .model(MODEL)
            .inputOfArrayOfStrings(List.of("Call me Ishmael.", "whale"))
            .build();

        CreateEmbeddingResponse answer = this.client.embeddings().create(params);
        CreateEmbeddingResponse plain = this.client.embeddings()
            .create(params.toBuilder().encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT).build());

        assertThat(answer.data()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            List<Float> vector = answer.data().get(i).embedding();
            assertThat(vector.stream().mapToDouble((each) -> each * each).sum()).isEqualTo(1, Offset.offset(1e-5));
            assertThat(vector).usingElementComparator(within(1e-5)).isEqualTo(plain.data().get(i).embedding());
        }
        assertThat(answer.usage()).isEqualTo(plain.usage());
    }

    @Test
    void listsAndRetrievesModels() {
        List<Model> models = this.client.models().list().autoPager().stream().toList();

        assertThat(models).extracting(Model::id).containsExactly(MODEL);
        assertThat(this.client.models().retrieve(MODEL)).isEqualTo(models.get(0));
    }

    @Test
    void reportsAnUnknownModel() {
        assertThatExceptionOfType(NotFoundException.class)
            .isThrownBy(() -> this.client.completions().create(completion().model("moby-dick").build()))
            .satisfies((thrown) -> {
                assertThat(thrown.code()).hasValue("model_not_found");
                assertThat(thrown.param()).hasValue("model");
            });
    }

    @Test
    void reportsAnInvalidFieldBeforeTheStream() {
        assertThatExceptionOfType(BadRequestException.class)
            .isThrownBy(() -> stream(completion().temperature(3).build()))
            .satisfies((thrown) -> {
                assertThat(thrown.type()).hasValue("invalid_request_error");
                assertThat(thrown.param()).hasValue("temperature");
            });
        assertThatExceptionOfType(BadRequestException.class)
            .isThrownBy(() -> this.client.chat().completions().create(chat().maxCompletionTokens(9999).build()))
            .satisfies((thrown) -> assertThat(thrown.code()).hasValue("context_length_exceeded"));
    }

    private static CompletionCreateParams.Builder completion() {
        return CompletionCreateParams.builder()
            .model(MODEL)
            .prompt("Call me Ishmael.")
            .maxTokens(24)
            .seed(7)
            .putAdditionalBodyProperty("ignore_eos", JsonValue.from(true));
    }

    private static List<ChatCompletionTokenLogprob> tokens(ChatCompletion.Choice choice) {
        return choice.logprobs().flatMap(ChatCompletion.Choice.Logprobs::content).orElseThrow();
    }

    /** The last digits depend on whether the prompt was cached. */
    private static boolean isClose(ChatCompletionTokenLogprob one, ChatCompletionTokenLogprob other) {
        return one.token().equals(other.token()) && Math.abs(one.logprob() - other.logprob()) < 1e-4
                && one.topLogprobs().size() == other.topLogprobs().size();
    }

    private static long totalTokens(ChatCompletion answer) {
        return answer.usage().orElseThrow().totalTokens();
    }

    /** Sets a seed, which OpenAI deprecates. */
    @SuppressWarnings("deprecation")
    private static ChatCompletionCreateParams.Builder chat() {
        return ChatCompletionCreateParams.builder()
            .model(MODEL)
            .addSystemMessage("A whale speaks.")
            .addUserMessage("Who art thou?")
            .maxCompletionTokens(20)
            .seed(3)
            .putAdditionalBodyProperty("ignore_eos", JsonValue.from(true));
    }

    private List<Completion> stream(CompletionCreateParams params) {
        try (StreamResponse<Completion> events = this.client.completions()
            .createStreaming(params, OpenAiClients.UNCHECKED)) {
            return events.stream().toList();
        }
    }

    private static String text(List<Completion> events, long choice) {
        return events.stream()
            .flatMap((event) -> event.choices().stream())
            .filter((each) -> each.index() == choice)
            .map(CompletionChoice::text)
            .collect(Collectors.joining());
    }

    private static Comparator<Float> within(double tolerance) {
        return (one, other) -> (Math.abs(one - other) <= tolerance) ? 0 : Float.compare(one, other);
    }

}

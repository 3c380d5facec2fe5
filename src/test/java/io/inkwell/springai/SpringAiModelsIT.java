package io.inkwell.springai;

import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.Disposable;
import reactor.core.publisher.Hooks;

import io.inkwell.api.CompletionOptions;
import io.inkwell.api.Dtype;
import io.inkwell.api.Inkwell;
import io.inkwell.api.InkwellOptions;
import io.inkwell.autoconfigure.SpringAiAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** Spring AI with a model in this process. */
class SpringAiModelsIT {

    private static final CompletionOptions GREEDY = CompletionOptions.builder().temperature(0).maxTokens(12).build();

    private static final Prompt PROMPT = new Prompt(new SystemMessage("Be short."), new UserMessage("Who are you?"));

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
        ChatModel model = new InkwellChatModel(inkwell, GREEDY);

        ChatResponse whole = model.call(PROMPT);
        List<ChatResponse> parts = model.stream(PROMPT).toStream().toList();

        assertThat(parts.stream().map(SpringAiModelsIT::text).collect(Collectors.joining())).isEqualTo(text(whole));
        assertThat(parts).extracting((part) -> part.getResults().get(0).getMetadata().getFinishReason())
            .filteredOn(Objects::nonNull)
            .containsExactly("LENGTH");
        assertThat(whole.getMetadata().getUsage().getCompletionTokens()).isEqualTo(12);
        assertThat(whole.getMetadata().getModel()).isEqualTo("inkwell-demo");
    }

    private static String text(ChatResponse response) {
        return String.valueOf(response.getResults().get(0).getOutput().getText());
    }

    @Test
    void optionsOfAPromptReplaceThoseOfTheModel() {
        ChatModel model = new InkwellChatModel(inkwell, GREEDY);
        ChatOptions options = ChatOptions.builder().maxTokens(3).build();

        ChatResponse response = model.call(new Prompt(PROMPT.getInstructions(), options));

        assertThat(response.getMetadata().getUsage().getCompletionTokens()).isEqualTo(3);
    }

    @Test
    void cancellingAStreamFreesTheModel() {
        ChatModel model = new InkwellChatModel(inkwell, CompletionOptions.builder().maxTokens(10_000).build());

        assertThat(model.stream(PROMPT).take(2).toStream().toList()).hasSize(2);
        assertThat(text(new InkwellChatModel(inkwell, GREEDY).call(PROMPT))).isNotEmpty();
    }

    @Test
    void cancellingAStreamThatWaitsReportsNoError() {
        ChatModel model = new InkwellChatModel(inkwell, CompletionOptions.builder().maxTokens(10_000).build());
        Queue<Throwable> dropped = new ConcurrentLinkedQueue<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            for (int i = 0; i < 20; i++) {
                AtomicBoolean hasBegun = new AtomicBoolean();
                Disposable subscription = model.stream(PROMPT).subscribe((part) -> hasBegun.set(true));
                await().untilTrue(hasBegun);

                subscription.dispose();
            }
            // Meanwhile, the threads of the streams end.
            assertThat(text(new InkwellChatModel(inkwell, GREEDY).call(PROMPT))).isNotEmpty();
        }
        finally {
            Hooks.resetOnErrorDropped();
        }

        assertThat(dropped).isEmpty();
    }

    @Test
    void rejectsMessagesOfTools() {
        Prompt prompt = new Prompt(ToolResponseMessage.builder().responses(List.of()).build());

        assertThatIllegalArgumentException().isThrownBy(() -> new InkwellChatModel(inkwell, GREEDY).call(prompt))
            .withMessage("messages must be of a system, a user or an assistant, without tool calls; given: TOOL");
        AssistantMessage call = AssistantMessage.builder()
            .toolCalls(List.of(new AssistantMessage.ToolCall("1", "function", "clock", "{}")))
            .build();
        assertThatIllegalArgumentException()
            .isThrownBy(() -> new InkwellChatModel(inkwell, GREEDY).call(new Prompt(call)))
            .withMessage("messages must be of a system, a user or an assistant, without tool calls; given: ASSISTANT");
    }

    @Test
    void embedsTextsAndDocuments() {
        EmbeddingModel model = new InkwellEmbeddingModel(inkwell);

        List<float[]> vectors = model.embed(List.of("One", "Two"));

        assertThat(vectors).hasSize(2);
        assertThat(vectors.get(1)).containsExactly(inkwell.embed("Two"), within(1e-5f));
        assertThat(model.embed(new Document("One"))).containsExactly(vectors.get(0), within(1e-5f));
    }

    @Test
    void applicationWithSpringAiGetsTheModels() {
        new ApplicationContextRunner().withUserConfiguration(OpenModel.class)
            .withConfiguration(AutoConfigurations.of(SpringAiAutoConfiguration.class))
            .run((context) -> assertThat(context).hasSingleBean(ChatModel.class).hasSingleBean(EmbeddingModel.class));
        new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SpringAiAutoConfiguration.class))
            .run((context) -> assertThat(context).doesNotHaveBean(ChatModel.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class OpenModel {

        @Bean(destroyMethod = "")
        Inkwell inkwell() {
            return inkwell;
        }

    }

}

package io.inkwell.clients;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingLanguageModel;
import dev.langchain4j.model.output.Response;
import org.junit.jupiter.api.Test;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.ServiceClient;
import io.inkwell.SlowService;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients skip the heartbeats of a stream. */
@SlowService
class HeartbeatsIT {

    private static final String MODEL = "inkwell-demo";

    private static final String PROMPT = "It is a truth";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ServiceClient service;

    private final String url;

    HeartbeatsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
        this.url = "http://localhost:" + port + "/v1";
    }

    @Test
    void sendsHeartbeatsBeforeAndBetweenEvents() {
        // Two slow steps of prefill come before the first token.
        String body = this.service
            .post("{\"prompt\": [1, 2, 3, 4, 5], \"stream\": true, \"max_tokens\": 4, \"ignore_eos\": true}")
            .body();

        assertThat(body).matches("(: heartbeat\n\n)+(data: [^\n]+\n\n(: heartbeat\n\n)*)+data: \\[DONE]\n\n")
            .containsPattern("data: [^\n]+\n\n: heartbeat\n\n(: heartbeat\n\n)*data: ");
    }

    @Test
    void keepsTheStatusOfAnError() {
        assertThat(this.service.post("{\"stream\": true, \"n\": 0}").status()).isEqualTo(400);
    }

    @Test
    void openAiClientSkipsHeartbeats() {
        OpenAIClient client = OpenAIOkHttpClient.builder().baseUrl(this.url).apiKey("none").build();
        CompletionCreateParams params = CompletionCreateParams.builder()
            .model(MODEL)
            .prompt(PROMPT)
            .temperature(0)
            .maxTokens(8)
            .build();
        StringBuilder text = new StringBuilder();
        try (StreamResponse<Completion> events = client.completions().createStreaming(params)) {
            events.stream().forEach((event) -> event.choices().forEach((choice) -> text.append(choice.text())));
        }
        finally {
            client.close();
        }

        assertThat(text).hasToString(whole());
    }

    @Test
    void areSkippedByLangChain4j() {
        OpenAiStreamingLanguageModel model = OpenAiStreamingLanguageModel.builder()
            .baseUrl(this.url)
            .apiKey("none")
            .modelName(MODEL)
            .temperature(0.0)
            .timeout(PATIENCE)
            .build();
        StringBuffer text = new StringBuffer();
        CompletableFuture<Response<String>> end = new CompletableFuture<>();

        model.generate(PROMPT, new StreamingResponseHandler<>() {
            @Override
            public void onNext(String piece) {
                text.append(piece);
            }

            @Override
            public void onComplete(Response<String> response) {
                end.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                end.completeExceptionally(error);
            }
        });

        assertThat(end.join().content()).startsWith(whole());
        assertThat(text).hasToString(end.join().content());
    }

    @Test
    void springAiSkipsHeartbeats() {
        OpenAiChatModel model = OpenAiChatModel.builder()
            .options(OpenAiChatOptions.builder().baseUrl(this.url).apiKey("none").model(MODEL).maxTokens(8).build())
            .build();

        List<String> pieces = model.stream(PROMPT).collectList().block(PATIENCE);

        assertThat(String.join("", pieces)).isNotBlank();
    }

    private String whole() {
        return this.service.complete("{\"prompt\": \"%s\", \"temperature\": 0, \"max_tokens\": 8}".formatted(PROMPT))
            .at("/choices/0/text")
            .asString();
    }

}

package io.inkwell.access;

import java.time.Duration;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** OpenAI's client, which sends the configured key. */
@WithApiKeys
class OpenAiClientIT {

    private static final CompletionCreateParams COMPLETION = CompletionCreateParams.builder()
        .model("default")
        .prompt("Call me Ishmael.")
        .maxTokens(4)
        .build();

    private final int port;

    OpenAiClientIT(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void acceptsAKey() {
        OpenAIClient client = client("ink_client");

        assertThat(client.completions().create(COMPLETION).choices()).hasSize(1);
        try (StreamResponse<Completion> events = client.completions().createStreaming(COMPLETION)) {
            assertThat(events.stream()).isNotEmpty();
        }
        client.close();
    }

    @Test
    void reportsAnUnknownKey() {
        OpenAIClient client = client("ink_other");

        assertThatExceptionOfType(UnauthorizedException.class).isThrownBy(() -> client.completions().create(COMPLETION))
            .satisfies((thrown) -> assertThat(thrown.code()).hasValue("invalid_api_key"));
        client.close();
    }

    @Test
    void reportsAMissingScope() {
        OpenAIClient client = client("ink_prometheus");

        assertThatExceptionOfType(PermissionDeniedException.class).isThrownBy(() -> client.models().list())
            .satisfies((thrown) -> assertThat(thrown.code()).hasValue("insufficient_scope"));
        client.close();
    }

    private OpenAIClient client(String secret) {
        return OpenAIOkHttpClient.builder()
            .baseUrl("http://localhost:" + this.port + "/v1")
            .apiKey(secret)
            .timeout(Duration.ofMinutes(5))
            .maxRetries(0)
            .build();
    }

}

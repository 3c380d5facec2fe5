package io.inkwell.access;

import java.time.Duration;
import java.util.Objects;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
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

    private @Nullable OpenAIClient client;

    OpenAiClientIT(@LocalServerPort int port) {
        this.port = port;
    }

    @AfterEach
    void closeTheClient() {
        Objects.requireNonNull(this.client).close();
    }

    @Test
    void acceptsAKey() {
        OpenAIClient client = open("ink_client");

        assertThat(client.completions().create(COMPLETION).choices()).hasSize(1);
        try (StreamResponse<Completion> events = client.completions().createStreaming(COMPLETION)) {
            assertThat(events.stream()).isNotEmpty();
        }
    }

    @Test
    void reportsAnUnknownKey() {
        OpenAIClient client = open("ink_other");

        assertThatExceptionOfType(UnauthorizedException.class).isThrownBy(() -> client.completions().create(COMPLETION))
            .satisfies((thrown) -> assertThat(thrown.code()).hasValue("invalid_api_key"));
    }

    @Test
    void reportsAMissingScope() {
        OpenAIClient client = open("ink_prometheus");

        assertThatExceptionOfType(PermissionDeniedException.class).isThrownBy(() -> client.models().list())
            .satisfies((thrown) -> assertThat(thrown.code()).hasValue("insufficient_scope"));
    }

    private OpenAIClient open(String secret) {
        this.client = OpenAIOkHttpClient.builder()
            .baseUrl("http://localhost:" + this.port + "/v1")
            .apiKey(secret)
            .timeout(Duration.ofMinutes(5))
            .maxRetries(0)
            .build();
        return this.client;
    }

}

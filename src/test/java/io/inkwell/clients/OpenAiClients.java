package io.inkwell.clients;

import java.time.Duration;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.RequestOptions;

/** OpenAI's Java client, for a service of a test. */
final class OpenAiClients {

    /**
     * Skips validation of values that OpenAI itself returns: a null {@code finish_reason}
     * in a stream, a null log-probability for the first prompt token.
     */
    static final RequestOptions UNCHECKED = RequestOptions.builder().responseValidation(false).build();

    private OpenAiClients() {
    }

    /** Validates responses and never retries. */
    static OpenAIClient validating(int port) {
        return OpenAIOkHttpClient.builder()
            .baseUrl("http://localhost:" + port + "/v1")
            .apiKey("none")
            .responseValidation(true)
            .timeout(Duration.ofMinutes(5))
            .maxRetries(0)
            .build();
    }

}

package io.inkwell.openai.chat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Errors of chat completions. */
@InkwellService
class ChatErrorsIT {

    private static final String PATH = "/v1/chat/completions";

    private final ServiceClient service;

    ChatErrorsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void errorNamesMessagesThatAreTooLong() {
        Answer answer = this.service.post(PATH,
                "{\"messages\": [{\"role\": \"user\", \"content\": \"%s\"}]}".formatted("It is ".repeat(1000)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().path("code").stringValue()).isEqualTo("context_length_exceeded");
        assertThat(answer.error().path("param").stringValue()).isEqualTo("messages");
    }

    @Test
    void rejectsAnUnknownModel() {
        Answer answer = this.service.post(PATH,
                "{\"model\": \"gpt-4o\", \"messages\": [{\"role\": \"user\", \"content\": \"a\"}]}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error().path("code").stringValue()).isEqualTo("model_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"messages\": \"canary\"}", "{\"messages\": [\"canary\"]}",
            "{\"messages\": [{\"role\": \"canary\"}]}",
            "{\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"canary\"}]}]}",
            "{\"messages\": [{\"role\": \"user\", \"content\": [\"canary\"]}]}",
            "{\"messages\": [{\"role\": \"user\", \"content\": \"canary\"}], \"n\": 0}",
            "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"chat_template\": \"canary\"}" })
    void errorsContainNoClientText(String body) {
        Answer answer = this.service.post(PATH, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("canary");
    }

}

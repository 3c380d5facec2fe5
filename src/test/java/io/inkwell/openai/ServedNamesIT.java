package io.inkwell.openai;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A service with several model names that ignores unknown fields. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { "inkwell.served-model-name=gpt2,austen", "inkwell.unknown-model=default",
                "inkwell.requests.unknown-fields=ignore", "inkwell.explain.enabled=false" })
class ServedNamesIT {

    private final ServiceClient service;

    ServedNamesIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @ParameterizedTest
    @ValueSource(strings = { "gpt2", "austen", "default", "", "tgi", "gpt-3.5-turbo-instruct", "inkwell-demo" })
    void reportsTheFirstName(String name) {
        assertThat(this.service.complete("{\"model\": \"%s\", \"max_tokens\": 1}".formatted(name))
            .path("model")
            .stringValue()).isEqualTo("gpt2");
    }

    @Test
    void listsAndRetrievesEveryName() {
        assertThat(this.service.get("/v1/models").json().path("data").findValuesAsString("id")).containsExactly("gpt2",
                "austen");
        assertThat(this.service.get("/v1/models/austen").json().path("id").stringValue()).isEqualTo("austen");
    }

    @Test
    void ignoresUnknownFieldsIfConfigured() {
        JsonNode chat = this.service.ask("/v1/chat/completions", """
                {"messages": [{"role": "user", "content": "a", "nme": 1}], "max_tokens": 1, "temprature": 0}""");

        assertThat(chat.path("choices").size()).isEqualTo(1);
        assertThat(this.service.post("{\"suffix\": \"a\"}").error().path("param").stringValue()).isEqualTo("suffix");
    }

}

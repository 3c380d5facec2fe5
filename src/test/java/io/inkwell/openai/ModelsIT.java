package io.inkwell.openai;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;

@InkwellService
class ModelsIT {

    private final ServiceClient service;

    ModelsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void listsTheModel() {
        JsonNode list = this.service.get("/v1/models").json();

        assertThat(list.path("object").stringValue()).isEqualTo("list");
        assertThat(list.path("data").values()).singleElement().satisfies((model) -> {
            assertThat(model.path("id").stringValue()).isEqualTo("inkwell-demo");
            assertThat(model.path("object").stringValue()).isEqualTo("model");
            assertThat(model.path("owned_by").stringValue()).isEqualTo("inkwell");
            assertThat(model.path("created").longValue()).isPositive();
            assertThat(model.path("max_model_len").intValue()).isEqualTo(512);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "inkwell-demo", "default" })
    void retrievesAModelByNameOrAsDefault(String name) {
        JsonNode model = this.service.get("/v1/models/" + name).json();

        assertThat(model).isEqualTo(this.service.get("/v1/models").json().path("data").get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = { "inkwell-demo", "default" })
    void completesWithAModelNameAndReportsTheServedName(String name) {
        JsonNode answer = this.service.complete("{\"model\": \"%s\", \"max_tokens\": 1}".formatted(name));

        assertThat(answer.path("model").stringValue()).isEqualTo("inkwell-demo");
    }

    @ParameterizedTest
    @ValueSource(strings = { "gpt2", "INKWELL-DEMO", "..%2f..%2fetc%2fpasswd", "%00", "%2Fetc", "openai-community/gpt2",
            "openai-community%2Fgpt2", "gpt2/weights%2Fx" })
    void rejectsAnUnknownModel(String name) {
        ServiceClient.Answer answer = this.service.get("/v1/models/" + name);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error().path("type").stringValue()).isEqualTo("not_found_error");
        assertThat(answer.error().path("code").stringValue()).isEqualTo("model_not_found");
        assertThat(answer.error().path("message").stringValue()).contains("inkwell-demo").doesNotContain("gpt2", "etc");
    }

}

package io.inkwell.access;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Paths with the id of a hub model, in all its spellings, with API keys. */
@WithApiKeys
@TestPropertySource(properties = "inkwell.served-model-name=openai-community/gpt2")
class SlashedNamesIT {

    private final ServiceClient service;

    SlashedNamesIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @ParameterizedTest
    @ValueSource(strings = { "openai-community/gpt2", "openai-community%2Fgpt2", "openai-community%2fgpt2",
            "openai%2Dcommunity/gpt2" })
    void everySpellingSelectsTheModel(String name) {
        Answer model = get("/v1/models/" + name, "ink_client");

        assertThat(model.status()).isEqualTo(200);
        assertThat(model.json().path("id").stringValue()).isEqualTo("openai-community/gpt2");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/v1/models/openai-community/gpt2/architecture",
            "/v1/models/openai-community%2Fgpt2/architecture", "/v1/models/openai-community/gpt2/weights",
            "/v1/models/openai-community%2Fgpt2/weights", "/v1/models/openai-community/gpt2/weights/ln_f.bias",
            "/v1/models/openai-community%2Fgpt2/weights/ln_f.bias" })
    void weightsAndArchitectureNeedTheScopeExplainInEverySpelling(String path) {
        assertThat(get(path, "ink_operator").status()).isEqualTo(200);
        assertThat(get(path, "ink_client").status()).isEqualTo(403);
        assertThat(this.service.get(path).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/v1/models/openai-community/gpt2", "/v1/models/openai-community%2Fgpt2" })
    void deletingAModelNeedsTheScopeFineTuningInEitherSpelling(String path) {
        Answer deleted = this.service
            .send(this.service.to(path).header("Authorization", "Bearer ink_client").DELETE().build());

        assertThat(deleted.status()).isEqualTo(403);
        assertThat(get(path, "ink_client").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/v1/models/openai-community%252Fgpt2", "/v1/models/openai-community/gpt2/x",
            "/v1/models/openai-community//gpt2", "/v1/models/openai-community/gpt3", "/v1/models/openai-community" })
    void otherPathsAreNotFound(String path) {
        assertThat(get(path, "ink_client").status()).isEqualTo(404);
    }

    @Test
    void theListHasTheIdUnencoded() {
        assertThat(get("/v1/models", "ink_client").json().path("data").get(0).path("id").stringValue())
            .isEqualTo("openai-community/gpt2");
    }

    private Answer get(String path, String secret) {
        return this.service.send(this.service.to(path).header("Authorization", "Bearer " + secret).build());
    }

}

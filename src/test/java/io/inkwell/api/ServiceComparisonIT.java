package io.inkwell.api;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The library returns what the service returns for the same model. */
@InkwellService
class ServiceComparisonIT {

    private static final String PROMPT = "The people of the United";

    private final ServiceClient service;

    private final Inkwell inkwell = Inkwell.open("embedded",
            InkwellOptions.builder().dtype(Dtype.FLOAT32).kvCacheBytes(1 << 24).build());

    ServiceComparisonIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @AfterEach
    void close() {
        this.inkwell.close();
    }

    @Test
    void greedyCompletionsAreEqual() {
        JsonNode choice = post("/v1/completions", """
                {"prompt": "%s", "max_tokens": 32, "temperature": 0}""").at("/choices/0");

        Completion completion = this.inkwell.complete(PROMPT,
                CompletionOptions.builder().maxTokens(32).temperature(0).build());

        assertThat(completion.text()).isEqualTo(choice.path("text").stringValue());
    }

    @Test
    void sampledCompletionsOfASeedAreEqual() {
        JsonNode choice = post("/v1/completions", """
                {"prompt": "%s", "max_tokens": 32, "top_k": 20, "top_p": 0.9, "seed": 7}""").at("/choices/0");

        Completion completion = this.inkwell.complete(PROMPT,
                CompletionOptions.builder().maxTokens(32).topK(20).topP(0.9).seed(7).build());

        assertThat(completion.text()).isEqualTo(choice.path("text").stringValue());
    }

    @Test
    void scoresAndAttentionAreEqual() {
        JsonNode scores = post("/v1/explain/score", """
                {"prompt": "%s"}""").at("/texts/0/tokens");
        JsonNode attention = post("/v1/explain/attention", """
                {"prompt": "%s", "view": "model"}""").path("attention");

        Scores ours = this.inkwell.score(PROMPT);
        Attention weights = this.inkwell.explain().attention(PROMPT);

        for (int i = 1; i < ours.tokens().size(); i++) {
            assertThat(ours.tokens().get(i).logprob()).isCloseTo(scores.get(i).path("logprob").doubleValue(),
                    within(1e-3));
        }
        assertThat(weights.weight(1, 1, 3, 1)).isCloseTo(attention.at("/1/1/3/1").doubleValue(), within(1e-4));
    }

    @Test
    void serviceDoesNotOpenTheModelOfTheLibrary(@Autowired ApplicationContext context) {
        assertThat(context.getBeanProvider(Inkwell.class)).isEmpty();
    }

    private JsonNode post(String path, String body) {
        ServiceClient.Answer answer = this.service.post(path, body.formatted(PROMPT));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

}

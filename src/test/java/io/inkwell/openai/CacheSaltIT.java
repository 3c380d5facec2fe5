package io.inkwell.openai;

import java.util.List;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

@InkwellService
@ExtendWith(OutputCaptureExtension.class)
class CacheSaltIT {

    private final ServiceClient service;

    CacheSaltIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void completionsShareCachedPrefixesOnlyUnderOneSalt(CapturedOutput output) {
        assertThat(numCached("/v1/completions", prompt(2100), "one-salt")).isZero();
        assertThat(numCached("/v1/completions", prompt(2100), "another-salt")).isZero();
        assertThat(numCached("/v1/completions", prompt(2100), null)).isZero();
        assertThat(numCached("/v1/completions", prompt(2100), "one-salt")).isEqualTo(39);
        Awaitility.await().untilAsserted(() -> assertThat(output.getOut()).contains("POST /v1/completions status=200"));
        assertThat(output.getOut()).doesNotContain("one-salt", "another-salt");
    }

    @Test
    void chatCompletionsShareCachedPrefixesOnlyUnderOneSalt() {
        String messages = "\"messages\": [{\"role\": \"user\", \"content\": \"%s\"}]"
            .formatted("Call me Ishmael. ".repeat(9));
        assertThat(numCached("/v1/chat/completions", messages, "one")).isZero();
        assertThat(numCached("/v1/chat/completions", messages, "another")).isZero();
        assertThat(numCached("/v1/chat/completions", messages, "one")).isGreaterThan(16);
    }

    @Test
    void completionsReuseEmbeddingsOnlyUnderOneSalt() {
        this.service.ask("/v1/embeddings", "{\"input\": %s, \"cache_salt\": \"one\"}".formatted(tokens(2200)));
        assertThat(numCached("/v1/completions", prompt(2200), "another")).isZero();
        assertThat(numCached("/v1/completions", prompt(2200), "one")).isEqualTo(39);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/completions      | {"prompt": "a", "cache_salt": ""}
            /v1/chat/completions | {"messages": [{"role": "user", "content": "a"}], "cache_salt": ""}
            /v1/embeddings       | {"input": "a", "cache_salt": ""}
            """)
    void rejectsAnEmptySalt(String path, String body) {
        Answer answer = this.service.post(path, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().path("param").stringValue()).isEqualTo("cache_salt");
        assertThat(answer.error().path("message").stringValue())
            .isEqualTo("cache_salt must be a string of 1 to 1024 characters; given: one of 0");
    }

    private int numCached(String path, String prompt, @Nullable String salt) {
        String body = "{%s, \"max_tokens\": 2, \"cache_salt\": %s}".formatted(prompt,
                (salt != null) ? "\"" + salt + "\"" : "null");
        return this.service.ask(path, body).at("/usage/prompt_tokens_details/cached_tokens").intValue();
    }

    private static String prompt(int first) {
        return "\"prompt\": " + tokens(first);
    }

    private static List<Integer> tokens(int first) {
        return IntStream.range(first, first + 40).boxed().toList();
    }

}

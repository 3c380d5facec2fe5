package io.inkwell.quota;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.micrometer.metrics.test.autoconfigure.AutoConfigureMetrics;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

import io.inkwell.ServiceClient.Answer;
import io.micrometer.core.instrument.MeterRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Limits of API keys over HTTP. Each test has its own key, and no bucket refills. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { "inkwell.precision=float32", "inkwell.limits.per-key.tokens-per-minute=1000" })
@AutoConfigureMetrics
@ExtendWith(OutputCaptureExtension.class)
class RateLimitsIT {

    /** Ten tokens, and up to 400 more. */
    private static final String COMPLETION = """
            {"prompt": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "max_tokens": 400, "stream": %s, %s}""";

    /** Keeps the engine busy for seconds. */
    private static final String LONG = """
            {"prompt": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "max_tokens": 480, "n": 32, "ignore_eos": true, "stream": true}""";

    @LocalServerPort
    private int port;

    @TestBean
    @SuppressWarnings("unused")
    private @Nullable Buckets buckets;

    static Buckets buckets() {
        return new FrozenBuckets().buckets();
    }

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry registry) {
        LimitedClient.register(registry, "few requests-per-minute=2", "whole", "stream",
                "cancelling tokens-per-minute=20000", "embedding", "explaining", "tokenizing", "large",
                "single concurrent-requests=1 tokens-per-minute=0", "unlimited tokens-per-minute=0");
    }

    @Test
    void requestsBeyondTheLimitAreRejected(@Autowired MeterRegistry meters) {
        LimitedClient few = client("few");
        assertThat(few.post("/detokenize", "{\"tokens\": [1]}").status()).isEqualTo(200);
        assertThat(few.post("/v1/completions", "{\"max_tokens\": -5}").status()).isEqualTo(400);

        Answer third = few.post("/detokenize", "{\"tokens\": [1]}");

        assertThat(third.status()).isEqualTo(429);
        assertThat(third.json()).hasToString("""
                {"error":{"message":"the API key \\"few\\" is limited to 2 requests per minute; try again in 30s",\
                "type":"requests","param":null,"code":"rate_limit_exceeded"}}""");
        assertThat(third.headers().firstValue("Retry-After")).hasValue("30");
        assertThat(third.headers().firstValue("x-ratelimit-limit-requests")).hasValue("2");
        assertThat(third.headers().firstValue("x-ratelimit-remaining-requests")).hasValue("0");
        assertThat(third.headers().firstValue("x-ratelimit-reset-requests")).hasValue("1m0s");
        assertThat(
                meters.get("inkwell.requests.rate_limited").tags("limit", "requests", "key", "few").counter().count())
            .isEqualTo(1);
        assertThat(client("tokenizing").post("/detokenize", "{\"tokens\": [1]}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "whole", "stream" })
    void tokensThatAreNotGeneratedAreGivenBack(String keyId) {
        LimitedClient client = client(keyId);

        Answer answer = client.post("/v1/completions",
                COMPLETION.formatted(keyId.equals("stream"), "\"allowed_token_ids\": [5], \"stop_token_ids\": [5]"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-ratelimit-limit-tokens")).hasValue("1000");
        assertThat(answer.headers().firstValue("x-ratelimit-remaining-tokens")).hasValue("590");
        assertThat(answer.headers().firstValue("x-ratelimit-reset-tokens")).hasValue("24.6s");
        await().untilAsserted(() -> assertThat(remainingTokens(client)).isEqualTo(1000 - 10 - 1));
    }

    @Test
    void tokensOfACancelledStreamAreGivenBack(CapturedOutput output) throws IOException {
        LimitedClient client = client("cancelling");
        try (Socket stream = open(client, LONG)) {
            awaitFirstEvent(stream);
        }

        await().untilAsserted(() -> assertThat(remainingTokens(client)).isGreaterThan(20_000 - 10 - 32 * 480)
            .isLessThan(20_000 - 10));
        await().untilAsserted(() -> assertThat(output).containsPattern(
                "io.inkwell.audit .*POST /v1/completions status=200 key=cancelling .*finished=cancelled total_ms="));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            embedding  | /v1/embeddings         | {"input": [[1, 2, 3], [4]]}                       | 996
            explaining | /v1/explain/score      | {"prompt": [1, 2, 3, 4, 5]}                       | 995
            tokenizing | /tokenize              | {"prompt": "It is a truth"}                       | 1000
            """)
    void otherRequestsCountTheirPrompt(String keyId, String path, String body, long remaining) {
        LimitedClient client = client(keyId);

        Answer answer = client.post(path, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-ratelimit-remaining-tokens")).hasValue(Long.toString(remaining));
        assertThat(remainingTokens(client)).isEqualTo(remaining);
    }

    @Test
    void requestThatNoMinuteCanServeIsRejectedForGood() {
        Answer answer = client("large").post("/v1/completions", COMPLETION.formatted(false, "\"n\": 3"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().path("code").stringValue()).isEqualTo("token_limit_exceeded");
        assertThat(answer.error().path("message").stringValue())
            .contains("is limited to 1000 tokens per minute, and the request needs 1210 tokens");
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void limitsConcurrentRequests() throws IOException {
        LimitedClient single = client("single");
        String free = "{\"tokens\": [1]}";
        try (Socket stream = open(single, LONG)) {
            awaitFirstEvent(stream);

            Answer second = single.post("/detokenize", free);

            assertThat(second.status()).isEqualTo(429);
            assertThat(second.error().path("type").stringValue()).isEqualTo("requests");
            assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
        }
        await().untilAsserted(() -> assertThat(single.post("/detokenize", free).status()).isEqualTo(200));
    }

    @Test
    void keyWithoutLimitsHasNoHeaders() {
        Answer answer = client("unlimited").post("/v1/completions", COMPLETION.formatted(false, "\"n\": 3"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().map().keySet()).noneMatch((name) -> name.startsWith("x-ratelimit-"));
    }

    @Test
    void auditLineHasWhatARequestUsedAndNotItsText(CapturedOutput output) {
        String text = "a secret of the client";

        Answer answer = client("unlimited").post("/v1/completions",
                "{\"prompt\": \"%s\", \"max_tokens\": 3, \"ignore_eos\": true, \"seed\": 7}".formatted(text));

        String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
        int numPromptTokens = answer.json().at("/usage/prompt_tokens").intValue();
        await().untilAsserted(() -> assertThat(output.toString().lines().filter((line) -> line.contains(id)))
            .singleElement()
            .asString()
            .containsPattern(
                    "io.inkwell.audit +: POST /v1/completions status=200 key=unlimited model=\\S+ prompt_tokens="
                            + numPromptTokens
                            + " generated_tokens=3 finished=length cached_tokens=\\d+ seed=7 queue_ms=\\d+ "
                            + "first_token_ms=\\d+ total_ms=\\d+$"));
        assertThat(output).doesNotContain(text);
    }

    private LimitedClient client(String keyId) {
        return LimitedClient.of(this.port, keyId);
    }

    /** What the bucket of a key holds, after a request that costs no tokens. */
    private static long remainingTokens(LimitedClient client) {
        Answer answer = client.post("/detokenize", "{\"tokens\": [1]}");
        return Long.parseLong(answer.headers().firstValue("x-ratelimit-remaining-tokens").orElseThrow());
    }

    private Socket open(LimitedClient client, String body) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port);
        socket.getOutputStream()
            .write("POST /v1/completions HTTP/1.1\r\nHost: a\r\nAuthorization: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(client.authorization(), body.length(), body)
                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void awaitFirstEvent(Socket stream) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf("data: {") < 0) {
            int next = stream.getInputStream().read();
            assertThat(next).as(read.toString()).isNotNegative();
            read.append((char) next);
        }
    }

}

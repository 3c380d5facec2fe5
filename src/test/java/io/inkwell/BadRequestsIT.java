package io.inkwell;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.ServiceClient.Answer;
import io.inkwell.access.WithApiKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The table of bad requests: each response names the field, the rule and the value. The
 * engine keeps responding, and a seeded completion that streams meanwhile stays the same.
 */
@WithApiKeys
@TestInstance(Lifecycle.PER_CLASS)
class BadRequestsIT {

    /** A text and how often it occurs. */
    private static final Pattern REPETITION = Pattern.compile("<([^<>*]+)\\*(\\d+)>");

    private static final Pattern OF_OPERATORS = Pattern.compile("/(admin|v1/explain|v1/models/[^/]+/\\w+).*");

    private final ServiceClient service;

    private final MeterRegistry meters;

    private final RepeatedStream companion;

    BadRequestsIT(@LocalServerPort int port, @Autowired MeterRegistry meterRegistry) {
        this.service = new ServiceClient(port);
        this.meters = meterRegistry;
        this.companion = new RepeatedStream(() -> this.service.send(request("POST", "/v1/completions", null, """
                {"prompt": "Call me Ishmael.", "seed": 7, "max_tokens": 120, "ignore_eos": true, "stream": true}""")));
    }

    @BeforeAll
    void streamMeanwhile() {
        this.companion.start();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvFileSource(resources = "bad-requests.csv", delimiter = '|', quoteCharacter = '`')
    void isRejected(String request, @Nullable String header, @Nullable String body, int status, @Nullable String param,
            String message) {
        String[] target = request.split(" ");

        Answer answer = this.service.send(request(target[0], target[1], header, (body != null) ? body : ""));

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.json().propertyNames()).containsExactly("error");
        JsonNode error = answer.error();
        assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
        assertThat(error.path("message").stringValue()).isEqualTo(message);
        assertThat(error.path("type").stringValue()).endsWith("_error");
        assertThat(error.path("param").stringValue(null)).isEqualTo(param);
    }

    @AfterEach
    void completesNormally() {
        Answer answer = this.service.send(request("POST", "/v1/completions", null, "{\"max_tokens\": 1}"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @AfterAll
    void nothingIsLeft() {
        this.companion.stop();
        assertThat(this.companion.others()).hasSizeGreaterThan(1).containsOnly(this.companion.first());
        for (String gauge : new String[] { "inkwell.requests.running", "inkwell.requests.waiting",
                "inkwell.requests.waiting.tokens", "inkwell.kv.usage" }) {
            await(gauge).until(() -> this.meters.get(gauge).gauges().stream().allMatch((each) -> each.value() == 0));
        }
    }

    private HttpRequest request(String method, String path, @Nullable String header, String body) {
        HttpRequest.Builder request = this.service.to(path)
            .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(spelledOut(body)))
            .header("Content-Type", "application/json")
            .header("Authorization",
                    "Bearer " + (OF_OPERATORS.matcher(path).matches() ? "ink_operator" : "ink_client"));
        if (header != null) {
            String[] field = header.split(": ?", 2);
            request.setHeader(field[0], field[1]);
        }
        return request.build();
    }

    private static String spelledOut(String body) {
        return REPETITION.matcher(body)
            .replaceAll((match) -> Matcher.quoteReplacement(match.group(1).repeat(Integer.parseInt(match.group(2)))));
    }

}

package io.inkwell.observability;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What traces and logs contain about a request, and what they must not. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = { "inkwell.precision=float32", "management.opentelemetry.tracing.export.schedule-delay=50ms",
                "logging.structured.format.file=ecs", "logging.file.name=" + TracingIT.LOG })
@ExtendWith(OutputCaptureExtension.class)
class TracingIT {

    static final String LOG = "target/tracing-it.log";

    private static final TraceReceiver RECEIVER = new TraceReceiver();

    private static final String CALLER = "00f067aa0ba902b7";

    private final int port;

    private final ServiceClient service;

    private final String traceId = HexFormat.of().toHexDigits(new Random().nextLong() | 1) + "0af7651916cd43dd";

    TracingIT(@LocalServerPort int port) {
        this.port = port;
        this.service = new ServiceClient(port);
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("management.opentelemetry.tracing.export.otlp.endpoint", RECEIVER::endpoint);
    }

    @AfterAll
    static void close() {
        RECEIVER.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text_completion | /v1/completions      | {"prompt": [5, 6, 7], "seed": 7, %s}
            text_completion | /v1/completions      | {"prompt": [5, 6, 7], "seed": 7, %s, "stream": true}
            chat            | /v1/chat/completions | {"messages": [{"role": "user", "content": "Hi"}], "seed": 7, %s}
            """)
    void containsTheRequestAndItsPhases(String operation, String path, String body) {
        post(path, body.formatted("\"max_tokens\": 5, \"temperature\": 0.5, \"ignore_eos\": true"));

        List<Span> spans = spans(4);
        Span http = named(spans, "http post " + path);
        assertThat(TraceReceiver.hex(http.getParentSpanId())).isEqualTo(CALLER);
        assertThat(attributes(http)).containsEntry("gen_ai.operation.name", operation)
            .containsEntry("gen_ai.provider.name", "inkwell")
            .containsEntry("gen_ai.request.model", "inkwell-demo")
            .containsEntry("gen_ai.request.max_tokens", "5")
            .containsEntry("gen_ai.request.temperature", "0.5")
            .containsEntry("gen_ai.request.seed", "7")
            .containsEntry("http.response.header.x-request-id", this.traceId)
            .doesNotContainKey("error.type");
        Span queue = named(spans, "queue");
        Span prefill = named(spans, "prefill");
        Span decode = named(spans, "decode");
        assertThat(List.of(queue, prefill, decode)).allSatisfy((phase) -> {
            assertThat(phase.getParentSpanId()).isEqualTo(http.getSpanId());
            assertThat(attributes(phase)).containsEntry("gen_ai.operation.name", operation);
        });
        assertThat(prefill.getStartTimeUnixNano()).isEqualTo(queue.getEndTimeUnixNano());
        assertThat(decode.getStartTimeUnixNano()).isEqualTo(prefill.getEndTimeUnixNano());
        assertThat(attributes(prefill)).containsKeys("gen_ai.usage.input_tokens",
                "gen_ai.usage.cache_read.input_tokens");
        assertThat(attributes(decode)).containsEntry("gen_ai.usage.output_tokens", "5")
            .containsEntry("gen_ai.response.finish_reasons", "[length]");
    }

    @Test
    void recordsThePhasesOfEveryPrompt() {
        post("/v1/completions", "{\"prompt\": [[5, 6], [7, 8, 9]], \"max_tokens\": 2, \"ignore_eos\": true}");

        assertThat(spans(7)).extracting(Span::getName)
            .containsExactlyInAnyOrder("http post /v1/completions", "queue", "prefill", "decode", "queue", "prefill",
                    "decode");
    }

    @Test
    void recordsThePhasesOfACancelledRequest() throws IOException {
        String body = "{\"max_tokens\": 511, \"n\": 8, \"ignore_eos\": true, \"stream\": true}";
        String request = "POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "traceparent: " + traceparent("01") + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        try (Socket socket = new Socket("localhost", this.port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(1000)).hasSize(1000);
        }

        assertThat(attributes(named(spans(4), "decode"))).containsEntry("error.type", "cancelled");
    }

    @Test
    void respectsTheSamplingDecisionOfTheCaller() {
        send("/v1/completions", "{\"max_tokens\": 1}", traceparent("00"));
        post("/v1/completions", "{\"max_tokens\": 1, \"prompt\": [9]}");

        assertThat(spans(4)).extracting(Span::getName).doesNotHaveDuplicates();
    }

    @Test
    void containsNoContent() {
        String canary = "Yonder canary sings";
        JsonNode answer = post("/v1/completions",
                "{\"prompt\": \"%1$s\", \"stop\": [\"%1$s!\"], \"user\": \"%1$s\", \"max_tokens\": 40, \"ignore_eos\": true}"
                    .formatted(canary))
            .json();
        String text = answer.path("choices").path(0).path("text").stringValue();

        spans(4);
        assertThat(text).hasSizeGreaterThan(20);
        assertThat(RECEIVER.text()).contains("queue").doesNotContain(canary, text.substring(0, 20));
        assertThat(Path.of(LOG)).content().contains(this.traceId).doesNotContain(canary, text.substring(0, 20));
    }

    @Test
    void exportsTracesOnly() {
        post("/v1/completions", "{\"max_tokens\": 1}");

        spans(4);
        assertThat(RECEIVER.paths()).containsExactly("/v1/traces");
    }

    @Test
    void doesNotTraceProbes() {
        for (String path : List.of("/livez", "/ping", "/metrics")) {
            this.service.send(this.service.to(path).header("traceparent", traceparent("01")).build());
        }
        post("/v1/completions", "{\"max_tokens\": 1}");

        assertThat(spans(4)).extracting(Span::getName).allMatch((name) -> !name.startsWith("http get"));
    }

    @Test
    void appearsInThePlainLog(CapturedOutput output) {
        post("/v1/completions", "{\"max_tokens\": 2, \"stream\": true}");

        await().untilAsserted(() -> assertThat(output.getOut().lines()).filteredOn((line) -> line.contains("seed="))
            .singleElement()
            .asString()
            .contains("[%1$s %1$s] ".formatted(this.traceId)));
    }

    @Test
    void appearsInTheJsonLog() {
        post("/v1/completions", "{\"prompt\": \"a secret\", \"max_tokens\": 2, \"ignore_eos\": true, \"seed\": 7}");

        await().untilAsserted(() -> assertThat(logged()).hasSize(1));
        JsonNode line = logged().get(0);
        assertThat(line.at("/http/request/id").asString()).isEqualTo(this.traceId);
        assertThat(line.at("/ecs/version").asString()).isNotEmpty();
        assertThat(line.toString()).doesNotContain("a secret");
        JsonNode audit = line.path("inkwell");
        assertThat(audit.propertyNames()).containsExactlyInAnyOrder("status", "model", "prompt_tokens",
                "generated_tokens", "finished", "cached_tokens", "seed", "queue_ms", "first_token_ms", "total_ms");
        assertThat(audit.path("status").intValue()).isEqualTo(200);
        assertThat(audit.path("model").asString()).isEqualTo("inkwell-demo");
        assertThat(audit.path("prompt_tokens").intValue()).isPositive();
        assertThat(audit.path("generated_tokens").intValue()).isEqualTo(2);
        assertThat(audit.path("finished").asString()).isEqualTo("length");
        assertThat(audit.path("seed").longValue()).isEqualTo(7);
        assertThat(audit.path("total_ms").longValue()).isNotNegative();
    }

    @Test
    void appearsInErrorLogs() {
        HttpRequest request = this.service.to("/fault")
            .header("traceparent", traceparent("01"))
            .header("X-Request-Id", "fault-1")
            .build();
        assertThat(this.service.send(request).status()).isEqualTo(500);

        assertThat(logged()).singleElement().satisfies((line) -> {
            assertThat(line.at("/http/request/id").asString()).isEqualTo("fault-1");
            assertThat(line.at("/error/message").asString()).isEqualTo("for a test");
        });
    }

    private ServiceClient.Answer post(String path, String body) {
        ServiceClient.Answer answer = send(path, body, traceparent("01"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private ServiceClient.Answer send(String path, String body, String traceparent) {
        return this.service.send(this.service.to(path)
            .header("Content-Type", "application/json")
            .header("traceparent", traceparent)
            .header("X-Request-Id", this.traceId)
            .POST(BodyPublishers.ofString(body))
            .build());
    }

    private String traceparent(String flags) {
        return "00-" + this.traceId + "-" + CALLER + "-" + flags;
    }

    /** The spans of this test's trace, once the expected number has arrived. */
    private List<Span> spans(int number) {
        return await().until(() -> RECEIVER.spans(this.traceId), (spans) -> spans.size() >= number);
    }

    /** The log lines of this test's trace. */
    private List<JsonNode> logged() {
        try {
            return Files.readString(Path.of(LOG))
                .lines()
                .map(JsonMapper.shared()::readTree)
                .filter((line) -> line.at("/trace/id").asString("").equals(this.traceId))
                .toList();
        }
        catch (IOException ex) {
            throw new AssertionError(ex);
        }
    }

    private static Span named(List<Span> spans, String name) {
        return spans.stream().filter((span) -> span.getName().equals(name)).findFirst().orElseThrow();
    }

    private static Map<String, String> attributes(Span span) {
        return span.getAttributesList()
            .stream()
            .collect(Collectors.toMap((attribute) -> attribute.getKey(), (attribute) -> text(attribute.getValue())));
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            case ARRAY_VALUE -> value.getArrayValue().getValuesList().stream().map(TracingIT::text).toList().toString();
            default -> value.getStringValue();
        };
    }

    @TestConfiguration
    static class Faults {

        @RestController
        static class FaultController {

            @GetMapping("/fault")
            Mono<Void> fail() {
                return Mono.error(new IllegalStateException("for a test"));
            }

        }

    }

}

package io.inkwell.web.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.InkwellService;
import io.inkwell.web.connection.RawResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** The exact bytes of a stream, for clients that are stricter than the standard. */
@InkwellService
class EventStreamIT {

    private static final Pattern FRAMES = Pattern.compile("(data: [^\r\n]+\n\n)+");

    private static final JsonMapper JSON = JsonMapper.shared();

    private final int port;

    EventStreamIT(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void disablesBufferingByProxies() throws IOException {
        RawResponse response = post("{\"stream\": true, \"max_tokens\": 2}");

        assertThat(response.statusLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(response.headers()).containsEntry("Content-Type", "text/event-stream;charset=UTF-8")
            .containsEntry("Cache-Control", "no-cache")
            .containsEntry("X-Accel-Buffering", "no")
            .containsEntry("Transfer-Encoding", "chunked")
            .doesNotContainKeys("Content-Length", "Content-Encoding");
    }

    @Test
    void writesOneLineOfJsonPerFrame() throws IOException {
        String body = post("""
                {"prompt": "“Größe”\\n\\n🙂", "stream": true, "n": 3, "max_tokens": 40, "ignore_eos": true, "seed": 1}
                """).body();

        assertThat(body).matches(FRAMES).endsWith("\n\ndata: [DONE]\n\n").containsOnlyOnce("[DONE]");
        assertThat(jsonFrames(body)).hasSizeGreaterThan(40).allSatisfy((frame) -> {
            JsonNode event = JSON.readTree(frame);
            assertThat(event.path("object").stringValue()).isEqualTo("text_completion");
            assertThat(event.path("choices").values()).hasSize(1);
            assertThat(event.has("usage")).isFalse();
        });
    }

    @Test
    void sendsEachFrameAsOneChunk() throws IOException {
        RawResponse response = post("{\"stream\": true, \"max_tokens\": 20, \"ignore_eos\": true}");

        assertThat(response.chunks()).map((chunk) -> new String(chunk, StandardCharsets.UTF_8))
            .allSatisfy((chunk) -> assertThat(chunk).startsWith("data: ").containsOnlyOnce("\n\n").endsWith("\n\n"));
    }

    @Test
    void endsWithTheUsageOnRequest() throws IOException {
        List<String> frames = jsonFrames(post("""
                {"prompt": [5, 6, 7], "stream": true, "stream_options": {"include_usage": true},
                 "n": 2, "max_tokens": 10, "ignore_eos": true}
                """).body());
        JsonNode last = JSON.readTree(frames.get(frames.size() - 1));

        assertThat(last.path("choices").isArray()).isTrue();
        assertThat(last.path("choices").isEmpty()).isTrue();
        assertThat(last.path("usage")).isEqualTo(JSON.readTree("""
                {"prompt_tokens": 3, "completion_tokens": 20, "total_tokens": 23,
                 "prompt_tokens_details": {"cached_tokens": 0}}
                """));
        assertThat(frames.subList(0, frames.size() - 1))
            .allSatisfy((frame) -> assertThat(JSON.readTree(frame).get("usage").isNull()).isTrue());
    }

    @Test
    void isReadableByBenchmarkClients() throws IOException {
        StringBuilder text = new StringBuilder();
        boolean done = false;
        String body = post("{\"prompt\": \"It is\", \"stream\": true, \"max_tokens\": 30, \"seed\": 3}").body();
        for (String message : body.split("\n\n")) {
            // Like such clients, removes six bytes without looking at them.
            String payload = message.substring(6);
            done = payload.equals("[DONE]");
            if (!done) {
                text.append(JSON.readTree(payload).path("choices").get(0).path("text").stringValue());
            }
        }

        assertThat(done).isTrue();
        assertThat(text).isNotBlank();
    }

    @Test
    void rejectedStreamHasAStatusAndNoEvents() throws IOException {
        try (Socket socket = new Socket("localhost", this.port)) {
            send(socket, "{\"stream\": true, \"n\": 0}");
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(response).startsWith("HTTP/1.1 400 Bad Request\r\n")
                .contains("Content-Type: application/json\r\n")
                .endsWith("""
                        {"error":{"message":"n must be from 1 to 128; given: 0",\
                        "type":"invalid_request_error","param":"n","code":null}}""");
        }
    }

    private RawResponse post(String json) throws IOException {
        try (Socket socket = new Socket("localhost", this.port)) {
            send(socket, json);
            return RawResponse.parse(socket.getInputStream().readAllBytes());
        }
    }

    private static void send(Socket socket, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head = """
                POST /v1/completions HTTP/1.1
                Host: localhost
                Content-Type: application/json
                Content-Length: %d
                Connection: close

                """.formatted(body.length).replace("\n", "\r\n");
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    /** The data of all frames but the last. */
    private static List<String> jsonFrames(String body) {
        List<String> payloads = body.lines()
            .filter((line) -> !line.isEmpty())
            .map((line) -> line.substring("data: ".length()))
            .toList();
        return payloads.subList(0, payloads.size() - 1);
    }

}

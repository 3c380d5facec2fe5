package io.inkwell.explanation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.RawRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** A client that disconnects cancels its explanation, queued or running. */
@LimitedExplanations
class CancelledExplanationIT {

    /** Seconds of work: four hundred variants of one prompt. */
    private static final String LONG = "importance {\"prompt\": %s}".formatted(tokens(400));

    private final int port;

    private final ExplanationExecutor executor;

    private final Float32Models models;

    CancelledExplanationIT(@LocalServerPort int port, @Autowired ExplanationExecutor executor,
            @Autowired Float32Models models) {
        this.port = port;
        this.executor = executor;
        this.models = models;
    }

    private static List<Integer> tokens(int count) {
        return IntStream.range(300, 300 + count).boxed().toList();
    }

    private static String prompts(int count) {
        return IntStream.range(0, count).mapToObj((i) -> tokens(400).toString()).toList().toString();
    }

    /** Sends a request without reading the response. */
    private Socket ask(String request) throws IOException {
        String path = request.substring(0, request.indexOf(' '));
        String body = request.substring(path.length() + 1);
        return RawRequest.post(this.port, "/v1/explain/" + path, body);
    }

    private void awaitWork(int running, int waiting) {
        Awaitility.await().untilAsserted(() -> {
            assertThat(this.executor.numRunning()).isEqualTo(running);
            assertThat(this.executor.numWaiting()).isEqualTo(waiting);
        });
    }

    private void awaitNothing() {
        awaitWork(0, 0);
        Awaitility.await().untilAsserted(() -> assertThat(this.models.numLoaded()).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = { "importance", "score", "kv-cache", "beam", "generate-trace" })
    void disconnectFreesThreadAndWeights(String path) throws IOException {
        int abandoned = this.executor.numCancelled();
        Socket client = ask(switch (path) {
            case "score" -> "score {\"prompt\": %s, \"top\": 50}".formatted(prompts(16));
            case "kv-cache" -> "kv-cache {\"prompt\": %s, \"max_tokens\": 64}".formatted(tokens(300));
            case "beam" -> "beam {\"prompt\": [300], \"max_tokens\": 399, \"num_beams\": 16}";
            case "generate-trace" -> "generate-trace {\"prompt\": %s, \"importance\": {}}".formatted(tokens(300));
            default -> LONG;
        });
        awaitWork(1, 0);
        client.close();
        awaitNothing();
        assertThat(this.executor.numCancelled()).isEqualTo(abandoned + 1);
    }

    @Test
    void traceStopsBetweenTokens() throws IOException {
        int abandoned = this.executor.numCancelled();
        try (Socket client = ask(
                "generate-trace {\"prompt\": %s, \"max_tokens\": 64, \"layers\": [0], \"stream\": true, "
                    .formatted(tokens(60)) + "\"importance\": {}}")) {
            BufferedReader lines = new BufferedReader(
                    new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            assertThat(lines.lines().filter((line) -> line.startsWith("data: ")).findFirst())
                .hasValueSatisfying((event) -> assertThat(event).contains("\"index\":0"));
        }
        awaitNothing();
        assertThat(this.executor.numCancelled()).isEqualTo(abandoned + 1);
    }

    @Test
    void disconnectRemovesQueuedRequest() throws IOException {
        int abandoned = this.executor.numCancelled();
        Socket first = ask(LONG);
        awaitWork(1, 0);
        Socket second = ask("attention/patterns {\"prompt\": %s}".formatted(tokens(400)));
        Socket third = ask(LONG);
        awaitWork(1, 2);
        second.close();
        third.close();
        awaitWork(1, 0);
        first.close();
        awaitNothing();
        assertThat(this.executor.numCancelled()).isEqualTo(abandoned + 1);
    }

}

package io.inkwell;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** An HTTP client for tests, based on the JDK alone. */
public final class ServiceClient {

    private static final String COMPLETIONS = "/v1/completions";

    /** Turns a missing response into a failure instead of a hanging test. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String DATA = "data: ";

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String root;

    public ServiceClient(int port) {
        this(URI.create("http://localhost:" + port));
    }

    /** Creates a client for a service elsewhere. */
    public ServiceClient(URI root) {
        this.root = root.toString();
    }

    public Answer get(String path) {
        return send(to(path).build());
    }

    /** Posts a body, valid or not, to {@code /v1/completions}. */
    public Answer post(String body) {
        return post(COMPLETIONS, body);
    }

    public Answer post(String path, String body) {
        return send(posting(path, body.getBytes(StandardCharsets.UTF_8)));
    }

    public Answer post(byte[] body) {
        return send(posting(COMPLETIONS, body));
    }

    public CompletableFuture<Answer> postAsync(String body) {
        return this.http.sendAsync(posting(COMPLETIONS, body.getBytes(StandardCharsets.UTF_8)), BodyHandlers.ofString())
            .thenApply(Answer::of);
    }

    /** The response to a request that must succeed. */
    public JsonNode complete(String body) {
        return ask(COMPLETIONS, body);
    }

    /** Like {@link #complete}, at any path. */
    public JsonNode ask(String path, String body) {
        Answer answer = post(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** The events of a successful request, without the final {@code [DONE]}. */
    public List<JsonNode> stream(String body) {
        return stream(COMPLETIONS, body);
    }

    public List<JsonNode> stream(String path, String body) {
        Answer answer = post(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> payloads = answer.body().lines().filter((line) -> !line.isEmpty()).map((line) -> {
            assertThat(line).startsWith(DATA);
            return line.substring(DATA.length());
        }).toList();
        assertThat(payloads).last().isEqualTo("[DONE]");
        return payloads.subList(0, payloads.size() - 1).stream().map(JsonMapper.shared()::readTree).toList();
    }

    /** The lines of a response as they arrive. */
    public HttpResponse<Stream<String>> open(String body) throws IOException, InterruptedException {
        return this.http.send(posting(COMPLETIONS, body.getBytes(StandardCharsets.UTF_8)), BodyHandlers.ofLines());
    }

    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(this.root + path)).timeout(PATIENCE);
    }

    private HttpRequest posting(String path, byte[] body) {
        return to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body)).build();
    }

    public Answer send(HttpRequest request) {
        try {
            return Answer.of(this.http.send(request, BodyHandlers.ofString()));
        }
        catch (IOException ex) {
            throw new AssertionError("no answer to " + request, ex);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", ex);
        }
    }

    public record Answer(int status, HttpHeaders headers, String body) {

        static Answer of(HttpResponse<String> response) {
            return new Answer(response.statusCode(), response.headers(), response.body());
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(this.body);
        }

        public JsonNode error() {
            return json().path("error");
        }

    }

}

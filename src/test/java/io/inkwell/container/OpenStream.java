package io.inkwell.container;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A streamed completion, read continuously in network chunks. */
final class OpenStream implements AutoCloseable, Flow.Subscriber<List<ByteBuffer>> {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final List<Piece> pieces = new CopyOnWriteArrayList<>();

    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private final CompletableFuture<Flow.Subscription> connection = new CompletableFuture<>();

    private OpenStream() {
    }

    /** Requests {@code n} choices of the given length. */
    static OpenStream of(URI service, int n, int maxTokens) throws IOException, InterruptedException {
        String body = """
                {"model": "default", "prompt": "It is a truth", "stream": true, "ignore_eos": true, "temperature": 1, \
                "n": %d, "max_tokens": %d}""".formatted(n, maxTokens);
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/v1/completions"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
        OpenStream stream = new OpenStream();
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = http.send(request, BodyHandlers.ofPublisher());
        assertThat(response.statusCode()).isEqualTo(200);
        response.body().subscribe(stream);
        return stream;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.connection.complete(subscription);
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        // A chunk may end within a character, so each byte counts as one.
        StringBuilder text = new StringBuilder();
        buffers.forEach((buffer) -> text.append(StandardCharsets.ISO_8859_1.decode(buffer)));
        this.pieces.add(new Piece(System.nanoTime(), text.toString()));
    }

    @Override
    public void onError(Throwable failure) {
        this.end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        this.end.complete(null);
    }

    int numPieces() {
        return this.pieces.size();
    }

    /** Bytes of the chunks so far. */
    int numBytes() {
        return this.pieces.stream().mapToInt((piece) -> piece.text().length()).sum();
    }

    /** Time from the first chunk to the last one so far. */
    Duration lasted() {
        int last = this.pieces.size() - 1;
        return (last < 0) ? Duration.ZERO
                : Duration.ofNanos(this.pieces.get(last).nanoTime() - this.pieces.get(0).nanoTime());
    }

    /** The payloads so far. */
    List<String> events() {
        String text = this.pieces.stream().map(Piece::text).collect(Collectors.joining());
        return Stream.of(text.split("\n\n"))
            .filter((event) -> event.startsWith("data: "))
            .map((event) -> event.substring("data: ".length()))
            .toList();
    }

    void awaitFirstEvent() {
        await().atMost(PATIENCE).until(() -> !events().isEmpty());
    }

    boolean isOpen() {
        return !this.end.isDone();
    }

    /**
     * Reads to the end; fails with the cause if the connection breaks before.
     */
    List<String> awaitEnd() throws Exception {
        assertThat(this.end.handle((nothing, failure) -> failure).get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
            .as(() -> "what broke the stream after %d events".formatted(events().size()))
            .isNull();
        return events();
    }

    @Override
    public void close() {
        this.connection.join().cancel();
    }

    private record Piece(long nanoTime, String text) {
    }

}

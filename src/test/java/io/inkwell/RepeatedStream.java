package io.inkwell;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import tools.jackson.databind.json.JsonMapper;

import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Repeats a streamed completion in a thread of its own while a test sends other requests.
 */
final class RepeatedStream {

    private final Supplier<Answer> request;

    private final List<String> texts = new CopyOnWriteArrayList<>();

    private String first = "";

    private CompletableFuture<Void> repetition = CompletableFuture.completedFuture(null);

    private volatile boolean stopped;

    RepeatedStream(Supplier<Answer> request) {
        this.request = request;
    }

    /** Records the text once, alone, and then repeats the request until stopped. */
    void start() {
        this.first = text(this.request.get());
        this.repetition = CompletableFuture.runAsync(() -> {
            while (!this.stopped) {
                this.texts.add(text(this.request.get()));
            }
        });
    }

    /** Waits for the current request; throws if any failed. */
    void stop() {
        this.stopped = true;
        this.repetition.join();
    }

    String first() {
        return this.first;
    }

    /** The texts of all repetitions. */
    List<String> others() {
        return this.texts;
    }

    private static String text(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).endsWith("data: [DONE]\n\n");
        return answer.body()
            .lines()
            .filter((line) -> line.startsWith("data: {"))
            .map((line) -> JsonMapper.shared().readTree(line.substring("data: ".length())))
            .map((event) -> event.at("/choices/0/text").stringValue())
            .collect(Collectors.joining());
    }

}

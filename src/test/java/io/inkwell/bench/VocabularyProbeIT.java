package io.inkwell.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Vocabulary discovery on different servers. */
class VocabularyProbeIT {

    /** Each id occurs twice, as tokens repeat in text. */
    private static final String TOKENS = IntStream.range(0, 400)
        .mapToObj((i) -> Integer.toString(1000 + i / 2))
        .collect(Collectors.joining(",", "{\"tokens\":[", "]}"));

    private DisposableServer server = HttpServer.create().port(0).route((routes) -> {
    }).bindNow();

    @AfterEach
    void stop() {
        this.server.disposeNow();
    }

    @Test
    void usesTheVocabularySizeOfTheTokenizer() {
        start("{\"vocab_size\": 4096}", 404, "", "prompt");

        assertThat(ask()).isEqualTo(Vocabulary.ofIdsBelow(4096));
    }

    @ParameterizedTest
    @ValueSource(strings = { "prompt", "content" })
    void usesTheTokensOfCommonWords(String field) {
        start("{\"tokenizer_class\": \"GPT2Tokenizer\"}", 200, TOKENS, field);

        assertThat(ask()).isEqualTo(Vocabulary.ofIds(IntStream.range(1000, 1200).boxed().toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"tokens\":[]}", "{\"tokens\":[1,2,3]}", "{\"tokens\":\"many\"}", "[]", "<html>", "" })
    void usesWordsIfTheResponseHasNoIds(String answer) {
        start("<html>", 200, answer, "prompt");

        assertThat(ask()).isEqualTo(Vocabulary.ofWords());
    }

    @ParameterizedTest
    @ValueSource(ints = { 400, 401, 404, 405, 500 })
    void usesWordsIfTheServerRejects(int status) {
        start("", status, TOKENS, "prompt");

        assertThat(ask()).isEqualTo(Vocabulary.ofWords());
    }

    private Vocabulary ask() {
        URI url = URI.create("http://localhost:" + this.server.port());
        try (CompletionServer client = new CompletionServer(url, null, Duration.ofMinutes(5))) {
            return Objects.requireNonNull(client.vocabulary(new ServedModel("gpt2", null)).block());
        }
    }

    /** A server that tokenizes one field of the body and ignores the rest. */
    private void start(String info, int status, String tokens, String field) {
        this.server.disposeNow();
        this.server = HttpServer.create()
            .port(0)
            .route((routes) -> routes
                .get("/tokenizer_info", (request, response) -> response.sendString(Mono.just(info)))
                .post("/tokenize",
                        (request, response) -> response.status(status)
                            .sendString(request.receive()
                                .aggregate()
                                .asString(StandardCharsets.UTF_8)
                                .map((body) -> body.contains("\"" + field + "\"") ? tokens : "{\"tokens\":[]}"))))
            .bindNow();
    }

}

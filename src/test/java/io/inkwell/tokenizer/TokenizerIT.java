package io.inkwell.tokenizer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import ai.djl.util.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.GoldenFiles;
import io.inkwell.tokenizer.definition.TokenizerFolder;

import static io.inkwell.JsonNumbers.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Compares token ids with Hugging Face transformers, for the real GPT-2 vocabulary and a
 * small one.
 */
class TokenizerIT {

    private static final Path RESOURCES = Path.of("src/test/resources");

    private static Tokenizer gpt2;

    private static Tokenizer tiny;

    @BeforeAll
    static void open() throws IOException {
        gpt2 = Tokenizer.open(RESOURCES.resolve("gpt2-tokenizer"));
        tiny = Tokenizer.open(RESOURCES.resolve("tiny-tokenizer"));
    }

    @AfterAll
    static void close() {
        gpt2.close();
        tiny.close();
    }

    @ParameterizedTest
    @MethodSource("gpt2Texts")
    void encodesAsTransformersDoes(EncodedText golden) {
        assertThat(gpt2.encode(golden.text())).containsExactly(golden.ids());
    }

    @ParameterizedTest
    @MethodSource("gpt2Texts")
    void decodeInvertsEncode(EncodedText golden) {
        assertThat(gpt2.decode(golden.ids(), false)).isEqualTo(golden.text());
    }

    @ParameterizedTest
    @MethodSource("gpt2Texts")
    void streamingInvertsEncode(EncodedText golden) {
        Detokenizer detokenizer = gpt2.newDetokenizer(false);
        StringBuilder streamed = new StringBuilder();
        for (int id : golden.ids()) {
            streamed.append(detokenizer.append(id, 0));
        }

        assertThat(streamed.append(detokenizer.finish(0))).hasToString(golden.text());
    }

    @ParameterizedTest
    @MethodSource("tinyTexts")
    void encodesWithASmallVocabulary(EncodedText golden) {
        assertThat(tiny.encode(golden.text())).containsExactly(golden.ids());
        assertThat(tiny.decode(golden.ids(), false)).isEqualTo(golden.text());
    }

    @Test
    void keepsDjlOffline() {
        assertThat(Utils.isOfflineMode()).isTrue();
    }

    @Test
    void hasVocabulary() {
        assertThat(gpt2.vocabularySize()).isEqualTo(50_257);
        assertThat(gpt2.table().isSpecial(50_256)).isTrue();
        assertThat(gpt2.table().bytes(50_256)).isEqualTo("<|endoftext|>".getBytes(StandardCharsets.UTF_8));
        assertThat(gpt2.decode(new int[] { 40, 50_256 }, true)).isEqualTo("I");
        assertThat(tiny.vocabularySize()).isEqualTo(4096);
        assertThat(tiny.table().isSpecial(0)).isTrue();
    }

    @Test
    void readsMergesThatLookLikeComments() {
        assertThat(gpt2.encode("##")).hasSize(1);
    }

    @Test
    void doesNotTruncateLongPrompts() {
        String text = "a".repeat(200_000);

        int[] ids = gpt2.encode(text);

        assertThat(ids).hasSizeGreaterThan(10_000);
        assertThat(gpt2.decode(ids, false)).isEqualTo(text);
    }

    @Test
    void ignoresTruncationAndPadding() throws IOException {
        ObjectNode definition = tinyDefinition();
        definition.putObject("truncation")
            .put("direction", "Right")
            .put("max_length", 4)
            .put("strategy", "LongestFirst")
            .put("stride", 0);
        definition.putObject("padding")
            .put("direction", "Right")
            .put("pad_id", 0)
            .put("pad_type_id", 0)
            .put("pad_token", "<|endoftext|>")
            .putNull("pad_to_multiple_of")
            .putObject("strategy")
            .put("Fixed", 16);

        try (Tokenizer tokenizer = read(definition)) {
            assertThat(tokenizer.encode("the")).isEqualTo(tiny.encode("the"));
            assertThat(tokenizer.encode("the end of ".repeat(100))).isEqualTo(tiny.encode("the end of ".repeat(100)));
        }
    }

    @Test
    void readsModelWithoutType() throws IOException {
        ObjectNode definition = tinyDefinition();
        ((ObjectNode) definition.path("model")).remove("type");

        try (Tokenizer tokenizer = read(definition)) {
            assertThat(tokenizer.encode("It is a truth")).isEqualTo(tiny.encode("It is a truth"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "\0", "a\0b", "\uFFFF", "\uFFFD", "\uD83D\uDE42\0", "\uFEFFbom" })
    void encodesUnusualCharacters(String text) {
        assertThat(gpt2.decode(gpt2.encode(text), false)).isEqualTo(text);
    }

    @Test
    void replacesUnpairedSurrogate() {
        assertThat(gpt2.encode("a\uD83D")).isEqualTo(gpt2.encode("a\uFFFD"));
        assertThat(gpt2.encode("\uDE42a\uD83D\uDE42\0\uD83D")).isEqualTo(gpt2.encode("\uFFFDa\uD83D\uDE42\0\uFFFD"));
    }

    @Test
    void encodesConcurrently() throws Exception {
        List<EncodedText> goldens = gpt2Texts().toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                results.add(threads.submit(() -> goldens.stream()
                    .allMatch((golden) -> Arrays.equals(gpt2.encode(golden.text()), golden.ids()))));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        }
        finally {
            threads.shutdownNow();
        }
    }

    @Test
    void closesDuringEncoding() throws Exception {
        Tokenizer tokenizer = Tokenizer.open(RESOURCES.resolve("tiny-tokenizer"));
        String text = "In the beginning ".repeat(1000);
        int[] expected = tokenizer.encode(text);
        CountDownLatch encoding = new CountDownLatch(4);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> encoders = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                encoders.add(threads.submit(() -> {
                    while (true) {
                        assertThat(tokenizer.encode(text)).isEqualTo(expected);
                        encoding.countDown();
                    }
                }));
            }
            encoding.await();
            tokenizer.close();

            for (Future<?> encoder : encoders) {
                assertThat(encoder).failsWithin(Duration.ofMinutes(1))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(IllegalStateException.class);
            }
        }
        finally {
            threads.shutdownNow();
        }
    }

    @Test
    void decodesButRejectsEncodingAfterClose() throws IOException {
        Tokenizer tokenizer = Tokenizer.open(RESOURCES.resolve("tiny-tokenizer"));
        int[] ids = tokenizer.encode("truth");
        tokenizer.close();
        tokenizer.close();

        assertThatIllegalStateException().isThrownBy(() -> tokenizer.encode("truth"));
        assertThat(tokenizer.decode(ids, false)).isEqualTo("truth");
    }

    @Test
    void rejectsMergesOfUnknownTokens() throws IOException {
        ObjectNode definition = tinyDefinition();
        ((ObjectNode) definition.path("model")).putArray("merges").add("no such");

        assertThatIOException().isThrownBy(() -> read(definition))
            .withMessageStartingWith("tokenizer.json: the tokenizers library cannot load it: ");
    }

    private static Stream<EncodedText> gpt2Texts() {
        return GoldenFiles.read("tokenizer.json")
            .valueStream()
            .map((golden) -> new EncodedText(golden.path("text").stringValue(), ints(golden.path("ids"))));
    }

    private static Stream<EncodedText> tinyTexts() {
        return GoldenFiles.cases()
            .map((golden) -> new EncodedText(golden.path("prompt").stringValue(), ints(golden.path("token_ids"))));
    }

    private static ObjectNode tinyDefinition() throws IOException {
        try (InputStream json = TokenizerFolder.open(RESOURCES.resolve("tiny-tokenizer")).stream()) {
            return (ObjectNode) JsonMapper.shared().readTree(json);
        }
    }

    private static Tokenizer read(JsonNode definition) throws IOException {
        return Tokenizer.read(new ByteArrayInputStream(JsonMapper.shared().writeValueAsBytes(definition)));
    }

    private record EncodedText(String text, int[] ids) {

        @Override
        public String toString() {
            return this.text;
        }

    }

}

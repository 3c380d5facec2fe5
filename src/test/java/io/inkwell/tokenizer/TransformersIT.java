package io.inkwell.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static io.inkwell.JsonNumbers.ints;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares tokenizer folders of every kind with AutoTokenizer of transformers 5, recorded
 * by record.py in the same folder.
 */
class TransformersIT {

    private static final Path FOLDERS = Path.of("src/test/resources/io/inkwell/tokenizer");

    @ParameterizedTest
    @MethodSource("folders")
    void encodesAsTransformersDoes(Path folder) throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            for (JsonNode each : expected(folder).path("encoded")) {
                String text = each.path("text").stringValue();

                assertThat(tokenizer.encode(text, true)).as(text).isEqualTo(ints(each.path("ids")));
                assertThat(tokenizer.encode(text)).as(text).isEqualTo(ints(each.path("plain")));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void decodesAsTransformersDoes(Path folder) throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            for (JsonNode each : expected(folder).path("decoded")) {
                int[] ids = ints(each.path("ids"));

                assertThat(tokenizer.decode(ids, false)).isEqualTo(each.path("text").stringValue());
                assertThat(tokenizer.decode(ids, true)).isEqualTo(each.path("shown").stringValue());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void streamsAsTransformersDecodes(Path folder) throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            for (JsonNode each : expected(folder).path("decoded")) {
                Detokenizer detokenizer = tokenizer.newDetokenizer(false);
                StringBuilder streamed = new StringBuilder();
                for (int id : ints(each.path("ids"))) {
                    streamed.append(detokenizer.append(id, 0));
                }

                assertThat(streamed.append(detokenizer.finish(0))).hasToString(each.path("text").stringValue());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void hasTheTokensOfTransformers(Path folder) throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            JsonNode expected = expected(folder);

            assertThat(tokenizer.vocabularySize()).isEqualTo(expected.path("size").intValue());
            assertThat(tokenizer.namedTokens()).isEqualTo(named(expected.path("named")));
            assertThat(Stream.iterate(0, (id) -> id + 1)
                .limit(tokenizer.vocabularySize())
                .filter(tokenizer.table()::isSpecial)
                .mapToInt(Integer::intValue)
                .toArray()).isEqualTo(ints(expected.path("special")));
        }
    }

    private static Stream<Path> folders() throws IOException {
        try (Stream<Path> files = Files.list(FOLDERS)) {
            return files.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    private static JsonNode expected(Path folder) {
        return JsonMapper.shared().readTree(folder.resolve("expected.json"));
    }

    private static Map<String, String> named(JsonNode tokens) {
        Map<String, String> named = new HashMap<>();
        tokens.forEachEntry((field, token) -> named.put(field, token.stringValue()));
        return named;
    }

}

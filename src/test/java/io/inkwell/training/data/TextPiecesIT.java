package io.inkwell.training.data;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.tokenizer.Tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares the tokens of pieces with those of the whole text. */
class TextPiecesIT {

    private static final String TEXT = """
            It's 12:30 o'clock,  and they'll say: "All's well!"   (Or so…)

            \tGröße, naïve café, 東京の天気は、とても良いです。 Привет, мир!
            for (int i = 0; i < 10; i++) {\r
                total += values[i];\r
            }\u00a0\u2003 <|endoftext|> end 🙂🙂 of   it.
            """.repeat(20);

    @ParameterizedTest
    @ValueSource(strings = { "src/test/resources/io/inkwell/registry/embedded", "src/test/resources/gpt2-tokenizer" })
    void haveTheTokensOfTheWholeText(String folder) throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(Path.of(folder))) {
            int[] whole = tokenizer.encode(TEXT);
            for (int maxChars = 64; maxChars < 128; maxChars++) {
                TokenList tokens = new TokenList();

                new TextPieces(maxChars).forEach(new StringReader(TEXT),
                        (piece) -> tokens.add(tokenizer.encode(piece)));

                int[] joined = new int[(int) tokens.size()];
                tokens.copy(0, joined, 0, joined.length);
                assertThat(joined).as("pieces of %d chars", maxChars).isEqualTo(whole);
            }
        }
    }

}

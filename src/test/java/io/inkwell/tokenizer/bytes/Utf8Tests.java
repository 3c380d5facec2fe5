package io.inkwell.tokenizer.bytes;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class Utf8Tests {

    @Test
    void decodesEveryCharacter() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                String text = Character.toString(codePoint);
                assertThat(Utf8.decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
            }
        }
    }

    /**
     * The numbers come from Python: {@code len(bytes.decode("utf-8", "replace"))}.
     */
    @ParameterizedTest
    @CsvSource({ "80, 1", "c3, 1", "c0af, 2", "e282, 1", "eda080, 3", "eda1, 2", "f09f99, 1", "f0808080, 4",
            "f4908080, 4", "f8888080, 4", "ff, 1", "e0809f, 3", "f09f41, 2", "e2e282ac, 2", "f09ff09f9982, 2" })
    void replacesEachMalformedSubpart(String bytes, int numChars) {
        String text = Utf8.decode(HexFormat.of().parseHex(bytes));

        assertThat(text.codePointCount(0, text.length())).isEqualTo(numChars);
    }

    @Test
    void encodesAnUnpairedSurrogateAsAReplacementCharacter() {
        assertThat(Utf8.encode("a\ud83d\ude42\ud83d b\ude42"))
            .isEqualTo("a\ud83d\ude42\ufffd b\ufffd".getBytes(StandardCharsets.UTF_8));
    }

}

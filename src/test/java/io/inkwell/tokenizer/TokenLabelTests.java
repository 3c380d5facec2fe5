package io.inkwell.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TokenLabelTests {

    @ParameterizedTest
    @ValueSource(strings = { " the", "é", "日本", "🙂", "\u0000", "\uFFFD", "<|endoftext|>" })
    void wholeCharactersAreTheirOwnLabel(String text) {
        assertThat(TokenLabel.of(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    }

    @Test
    void emptyBytesHaveEmptyLabel() {
        assertThat(TokenLabel.of(new byte[0])).isEmpty();
    }

    // A lone continuation byte; the start of a dash and of an emoji; a letter and the
    // start of a character. Then bytes that never occur in UTF-8: an overlong form, half
    // a surrogate pair, and 0xff.
    @ParameterizedTest
    @CsvSource({ "80, bytes:\\x80", "e280, bytes:\\xe2\\x80", "f09f99, bytes:\\xf0\\x9f\\x99", "61c3, bytes:\\x61\\xc3",
            "c080, bytes:\\xc0\\x80", "eda080, bytes:\\xed\\xa0\\x80", "ff, bytes:\\xff" })
    void invalidBytesAreEscaped(String hex, String label) {
        assertThat(TokenLabel.of(HexFormat.of().parseHex(hex))).isEqualTo(label);
    }

}

package io.inkwell.tgi;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.inkwell.completion.TextToken;

import static org.assertj.core.api.Assertions.assertThat;

class TokenTextsTests {

    private final TokenTexts texts = new TokenTexts();

    @Test
    void dividesTheTextAtTheOffsets() {
        assertThat(this.texts.next("a 🙂bc", tokens(0, 2, 4))).containsExactly("a ", "🙂b", "c");
        assertThat(this.texts.next(" d", tokens(5))).containsExactly(" d");
    }

    @Test
    void givesACharacterOfSeveralTokensToTheLast() {
        assertThat(this.texts.next("aé", tokens(0, 1, 1))).containsExactly("a", "", "é");
    }

    @Test
    void keepsTextWithoutTokensForTheNextOne() {
        assertThat(this.texts.next("ab", tokens())).isEmpty();
        assertThat(this.texts.next("cd", tokens(1, 3))).containsExactly("abc", "d");
    }

    @Test
    void aTokenWithoutTextHasNone() {
        assertThat(this.texts.next("a", tokens(0))).containsExactly("a");
        assertThat(this.texts.next("", tokens(1))).containsExactly("");
    }

    @Test
    void continuesAfterSeveralTokens() {
        assertThat(this.texts.next("🙂ab", tokens(0, 1))).containsExactly("🙂", "ab");
        assertThat(this.texts.next("c🙂d", tokens(3, 4, 5))).containsExactly("c", "🙂", "d");
    }

    @Test
    void tokensBeyondTheTextHaveNone() {
        assertThat(this.texts.next("ab", tokens(0, 5, 6))).containsExactly("ab", "", "");
        assertThat(this.texts.next("c", tokens(2))).containsExactly("c");
    }

    private static List<TextToken> tokens(int... offsets) {
        return IntStream.of(offsets).mapToObj((offset) -> new TextToken(7, new byte[0], offset, null)).toList();
    }

}

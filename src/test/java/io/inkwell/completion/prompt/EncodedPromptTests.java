package io.inkwell.completion.prompt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EncodedPromptTests {

    /** Two added tokens, three tokens of the client, one added token. */
    private static final EncodedPrompt PROMPT = new EncodedPrompt(new int[] { 1, 2, 3, 4, 5, 6 }, false, 2, 1);

    @ParameterizedTest
    @CsvSource({ "0, 6, 2, 1", "1, 6, 1, 1", "2, 6, 0, 1", "3, 6, 0, 1", "5, 6, 0, 1", "6, 6, 0, 0", "0, 5, 2, 0",
            "0, 3, 2, 0", "0, 1, 1, 0", "0, 0, 0, 0" })
    void sliceCountsItsAddedTokens(int from, int to, int before, int after) {
        EncodedPrompt slice = PROMPT.slice(from, to);

        assertThat(slice.tokens()).hasSize(to - from);
        assertThat(slice.numAddedBefore()).isEqualTo(before);
        assertThat(slice.numAddedAfter()).isEqualTo(after);
    }

    @Test
    void distinguishesTokensOfTheClientFromAddedTokens() {
        assertThat(PROMPT.isOfText(1)).isFalse();
        assertThat(PROMPT.isOfText(2)).isTrue();
        assertThat(PROMPT.isOfText(4)).isTrue();
        assertThat(PROMPT.isOfText(5)).isFalse();
    }

    @Test
    void rejectsMoreAddedTokensThanTokens() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EncodedPrompt(new int[] { 1 }, false, 1, 1));
    }

}

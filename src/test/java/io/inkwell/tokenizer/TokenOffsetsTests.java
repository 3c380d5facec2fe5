package io.inkwell.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

import org.junit.jupiter.api.Test;

import io.inkwell.tokenizer.decoder.ByteLevelText;
import io.inkwell.tokenizer.decoder.TokenTable;

import static org.assertj.core.api.Assertions.assertThat;

class TokenOffsetsTests {

    private static final byte[] EMOJI = "\uD83D\uDE00".getBytes(StandardCharsets.UTF_8);

    private static final byte[][] TOKENS = { { 'a', 'b' }, Arrays.copyOf(EMOJI, 2), Arrays.copyOfRange(EMOJI, 2, 4) };

    @Test
    void countsCodePointsFromTheGivenStart() {
        TokenOffsets offsets = offsets(5);

        assertThat(offsets.current()).isEqualTo(5);
        offsets.append(0);
        assertThat(offsets.current()).isEqualTo(7);
        offsets.append(0);
        assertThat(offsets.current()).isEqualTo(9);
    }

    @Test
    void givesATokenInsideACharacterTheOffsetOfTheCharacter() {
        TokenOffsets offsets = offsets(0);

        offsets.append(0);
        offsets.append(1);
        assertThat(offsets.current()).as("the second half of the character").isEqualTo(2);
        offsets.append(2);
        assertThat(offsets.current()).as("a character is one code point").isEqualTo(3);
    }

    @Test
    void readsTheBytesOfATokenWithoutAppendingIt() {
        TokenOffsets offsets = offsets(0);

        assertThat(offsets.bytes(0)).containsExactly('a', 'b');
        assertThat(offsets.current()).isZero();
    }

    private static TokenOffsets offsets(int start) {
        return new TokenOffsets(new Detokenizer(new ByteLevelText(new TokenTable(TOKENS, new BitSet()), false)), start);
    }

}

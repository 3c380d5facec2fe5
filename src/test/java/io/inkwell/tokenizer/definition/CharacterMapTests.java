package io.inkwell.tokenizer.definition;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CharacterMapTests {

    @Test
    void acceptsASoundMap() {
        assertThat(problem(UnaryOperator.identity())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            *        | not valid Base64
            ""       | shorter than its size field
            AAA=     | shorter than its size field
            AAAAAA== | its trie must have from 4 to 0 bytes; given: 0
            /////w== | its trie must have from 4 to 0 bytes; given: 4294967295
            BAAAAA== | its trie must have from 4 to 0 bytes; given: 4
            """)
    void rejectsMapsWithoutATrie(String base64, String problem) {
        assertThat(CharacterMap.problem(base64)).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({ "0, 524288", "0, 2147483647", "0, -1", "353, 536871265" })
    void rejectsNodesBeyondTheTrie(int index, int unit) {
        assertThat(problem((map) -> map.putInt(Integer.BYTES * (1 + index), unit))).isIn(
                "a node of its trie is beyond the end", "a replacement is out of range, cut or longer than 255 bytes");
    }

    @ParameterizedTest
    @CsvSource({ "2", "1000", "2147483647", "-1" })
    void rejectsReplacementsOutOfRange(int start) {
        assertThat(problem((map) -> map.putInt(Integer.BYTES * 2, start)))
            .isEqualTo("a replacement is out of range, cut or longer than 255 bytes");
    }

    @Test
    void rejectsReplacementsThatBeginInsideACharacter() {
        assertThat(problem((map) -> map.put(map.limit() - 2, (byte) 0x80)))
            .isEqualTo("a replacement is out of range, cut or longer than 255 bytes");
    }

    private static String problem(UnaryOperator<ByteBuffer> change) {
        ByteBuffer map = ByteBuffer.wrap(Base64.getDecoder().decode(SmallCharacterMap.BASE64))
            .order(ByteOrder.LITTLE_ENDIAN);
        return CharacterMap.problem(Base64.getEncoder().encodeToString(change.apply(map).array()));
    }

}

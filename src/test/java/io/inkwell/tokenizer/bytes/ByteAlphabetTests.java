package io.inkwell.tokenizer.bytes;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ByteAlphabetTests {

    @Test
    void printableCharactersMapToThemselves() {
        assertThat(ByteAlphabet.bytes("Az~!")).containsExactly('A', 'z', '~', '!');
    }

    @Test
    void otherBytesMapBeyondLatin1() {
        assertThat(ByteAlphabet.bytes("Ā")).containsExactly(0x00);
        assertThat(ByteAlphabet.bytes("Ċ")).containsExactly('\n');
        assertThat(ByteAlphabet.bytes("Ġ")).containsExactly(' ');
        assertThat(ByteAlphabet.bytes("ġ")).containsExactly(0x7F);
        assertThat(ByteAlphabet.bytes("ł")).containsExactly(0xA0);
        assertThat(ByteAlphabet.bytes("Ń")).containsExactly(0xAD);
    }

    @Test
    void decodesOtherScriptsByteByByte() {
        assertThat(ByteAlphabet.bytes("ĠcafÃ©")).isEqualTo(" café".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyByteHasOneCharacter() {
        String alphabet = IntStream
            .concat(IntStream.rangeClosed(0x100, 0x143),
                    IntStream.rangeClosed('!', 'ÿ')
                        .filter((letter) -> letter <= '~' || letter >= '¡' && letter != 0xAD))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();

        assertThat(ByteAlphabet.bytes(alphabet)).hasSize(256).doesNotHaveDuplicates();
        assertThat(ByteAlphabet.letters(ByteAlphabet.bytes(alphabet))).isEqualTo(alphabet);
    }

    @Test
    void entryOutsideAlphabetIsPlainText() {
        assertThat(ByteAlphabet.bytes("é あ")).isEqualTo("é あ".getBytes(StandardCharsets.UTF_8));
    }

}

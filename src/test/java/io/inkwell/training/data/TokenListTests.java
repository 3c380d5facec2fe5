package io.inkwell.training.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TokenListTests {

    private static final int MANY = 1_000_000;

    @Test
    void copiesTokensAcrossSegments() {
        TokenList list = new TokenList();
        list.add(7, 8, 9);
        list.add(IntStream.range(0, MANY).toArray());

        int[] copy = new int[MANY];
        list.copy(3, copy, 0, MANY);

        assertThat(list.size()).isEqualTo(MANY + 3);
        assertThat(copy).isEqualTo(IntStream.range(0, MANY).toArray());
    }

    @Test
    void rejectsACopyBeyondItsEnd() {
        TokenList list = new TokenList();
        list.add(1, 2, 3);

        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.copy(2, new int[2], 0, 2))
            .withMessage("tokens 2 to 4 of a list of 3");
    }

    @Test
    void hasAChecksumOfItsContent() {
        assertThat(checksum(1, 2, 3)).isEqualTo(checksum(1, 2, 3)).isNotEqualTo(checksum(1, 2, 259));
    }

    @Test
    void checksumIsThatOfTheLittleEndianBytes() {
        int[] tokens = IntStream.range(0, MANY).toArray();
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * MANY).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(tokens);
        CRC32C expected = new CRC32C();
        expected.update(bytes);

        assertThat(checksum(tokens)).isEqualTo(expected.getValue());
    }

    private static long checksum(int... tokens) {
        TokenList list = new TokenList();
        list.add(tokens);
        CRC32C checksum = new CRC32C();
        list.update(checksum);
        return checksum.getValue();
    }

}

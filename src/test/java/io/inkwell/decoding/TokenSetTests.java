package io.inkwell.decoding;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TokenSetTests {

    private static final int FAR = Integer.MAX_VALUE - 1;

    @Test
    void iteratesInAscendingOrder() {
        assertThat(ids(TokenSet.of(List.of(9, 1, 4, 1)))).containsExactly(1, 4, 9);
        assertThat(ids(TokenSet.of(List.of(FAR, 1, FAR)))).containsExactly(1, FAR);
        assertThat(ids(TokenSet.EMPTY)).isEmpty();
    }

    @Test
    void findsTheNextIdOutsideTheSet() {
        for (TokenSet set : List.of(TokenSet.of(List.of(2, 3, 4, 6)), TokenSet.of(List.of(2, 3, 4, 6, FAR)))) {
            assertThat(IntStream.range(0, 8).map(set::nextAbsent)).containsExactly(0, 1, 5, 5, 5, 5, 7, 7);
        }
    }

    @Test
    void copiesBits() {
        BitSet bits = new BitSet();
        bits.set(3);
        bits.set(4);
        TokenSet set = TokenSet.of(bits);
        bits.set(9);

        assertThat(set).isEqualTo(TokenSet.of(List.of(3, 4)));
        assertThat(TokenSet.of(bits)).isEqualTo(TokenSet.of(List.of(3, 4, 9)));
    }

    @Test
    void equalsAnotherSetOfTheSameIds() {
        assertThat(TokenSet.of(List.of(1, 4, 4))).isEqualTo(TokenSet.of(List.of(4, 1)))
            .hasSameHashCodeAs(TokenSet.of(List.of(4, 1)))
            .isNotEqualTo(TokenSet.of(List.of(1)));
    }

    @Test
    void holdsNoMoreIdsThanTheVocabulary() {
        TokenSet.of(List.of(0, 1, 2)).requireIn("ids", new TokenRange(3));

        assertRejected(List.of(0, 1, 2, 2),
                "ids must be a list of at most 3 token ids, the size of the vocabulary; given: 4 ids");
        assertRejected(List.of(0, 3), "ids must contain token ids from 0 to 2; given: 3");
        assertRejected(List.of(FAR), "ids must contain token ids from 0 to 2; given: " + FAR);
        assertRejected(List.of(Integer.MAX_VALUE),
                "ids must contain token ids from 0 to 2; given: " + Integer.MAX_VALUE);
    }

    private static void assertRejected(List<Integer> ids, String message) {
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> TokenSet.of(ids).requireIn("ids", new TokenRange(3)))
            .withMessage(message)
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo("ids"));
    }

    private static IntStream ids(TokenSet set) {
        return IntStream.iterate(set.next(0), (id) -> id >= 0, (id) -> set.next(id + 1));
    }

}

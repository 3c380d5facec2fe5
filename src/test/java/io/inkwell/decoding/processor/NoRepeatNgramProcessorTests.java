package io.inkwell.decoding.processor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.Rows;
import io.inkwell.decoding.TokenHistory;

import static org.assertj.core.api.Assertions.assertThat;

class NoRepeatNgramProcessorTests {

    private final TokenHistory history = new TokenHistory(new int[] { 1, 2, 3, 1, 2, 4 });

    @Test
    void bansRepeatedNgram() {
        this.history.append(1);
        assertThat(possible(2)).containsExactly(0, 1, 3, 4, 5);
        this.history.append(2);
        assertThat(possible(2)).containsExactly(0, 1, 2, 5);
        assertThat(possible(3)).containsExactly(0, 1, 2, 5);
        assertThat(possible(4)).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void sizeOneBansAllSeenTokens() {
        assertThat(possible(1)).containsExactly(0, 5);
    }

    @Test
    void findsOverlappingNgrams() {
        TokenHistory same = new TokenHistory(new int[] { 5, 5, 5 });
        assertThat(possible(3, same)).containsExactly(0, 1, 2, 3, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 3, 7, Integer.MAX_VALUE })
    void bansNothingInShortSequence(int size) {
        assertThat(possible(size, new TokenHistory(new int[0]))).hasSize(6);
        assertThat(possible(Math.max(2, size), new TokenHistory(new int[] { 3 }))).hasSize(6);
    }

    private int[] possible(int size) {
        return possible(size, this.history);
    }

    private static int[] possible(int size, TokenHistory history) {
        Logits logits = Rows.logits(1, 2, 3, 4, 5, 6);
        new NoRepeatNgramProcessor(size).process(logits, history);
        return Rows.possibleIds(logits);
    }

}

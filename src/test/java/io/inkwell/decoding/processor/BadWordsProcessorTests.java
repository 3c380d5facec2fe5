package io.inkwell.decoding.processor;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.Rows;
import io.inkwell.decoding.TokenHistory;

import static org.assertj.core.api.Assertions.assertThat;

class BadWordsProcessorTests {

    private final TokenHistory history = new TokenHistory(new int[] { 1, 2 });

    @Test
    void bansSingleTokenWord() {
        assertThat(possible(List.of(List.of(0), List.of(3)))).containsExactly(1, 2);
    }

    @Test
    void bansLastTokenOnlyAfterTheOthers() {
        List<List<Integer>> words = List.of(List.of(2, 3), List.of(1, 2, 0), List.of(1, 1), List.of(0, 2, 2));
        assertThat(possible(words)).containsExactly(1, 2);
    }

    @Test
    void matchesAcrossPromptAndOutput() {
        this.history.append(3);
        assertThat(possible(List.of(List.of(2, 3, 1)))).containsExactly(0, 2, 3);
    }

    @Test
    void ignoresWordLongerThanSequence() {
        assertThat(possible(List.of(List.of(0, 1, 2, 3)))).containsExactly(0, 1, 2, 3);
    }

    private int[] possible(List<List<Integer>> words) {
        Logits logits = Rows.logits(1, 2, 3, 4);
        new BadWordsProcessor(words).process(logits, this.history);
        return Rows.possibleIds(logits);
    }

}

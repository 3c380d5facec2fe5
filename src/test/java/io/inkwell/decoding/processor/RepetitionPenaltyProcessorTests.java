package io.inkwell.decoding.processor;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.Rows;
import io.inkwell.decoding.TokenHistory;

import static org.assertj.core.api.Assertions.assertThat;

class RepetitionPenaltyProcessorTests {

    @Test
    void penalizesEachTokenOnce() {
        Logits logits = Rows.logits(4, -4, 0, 4, -4);
        TokenHistory history = new TokenHistory(new int[] { 0, 1, 0 });
        history.append(2);
        history.append(1);
        new RepetitionPenaltyProcessor(2).process(logits, history);
        assertThat(Rows.values(logits)).containsExactly(2, -8, 0, 4, -4);
    }

    @Test
    void favorsRepetitionBelowOne() {
        Logits logits = Rows.logits(4, -4);
        new RepetitionPenaltyProcessor(0.5f).process(logits, new TokenHistory(new int[] { 0, 1 }));
        assertThat(Rows.values(logits)).containsExactly(8, -2);
    }

}

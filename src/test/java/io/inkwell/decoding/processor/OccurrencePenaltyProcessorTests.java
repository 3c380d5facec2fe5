package io.inkwell.decoding.processor;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.Rows;
import io.inkwell.decoding.TokenHistory;

import static org.assertj.core.api.Assertions.assertThat;

class OccurrencePenaltyProcessorTests {

    private final TokenHistory history = new TokenHistory(new int[] { 0, 0, 3 });

    @Test
    void appliesToOutputOnly() {
        this.history.append(1);
        this.history.append(2);
        this.history.append(2);
        this.history.append(2);
        Logits logits = Rows.logits(5, 5, 5, 5);
        new OccurrencePenaltyProcessor(1, 0.25f).process(logits, this.history);
        assertThat(Rows.values(logits)).containsExactly(5, 3.75f, 3.25f, 5);
    }

    @Test
    void negativePenaltiesAdd() {
        this.history.append(1);
        Logits logits = Rows.logits(5, -5);
        new OccurrencePenaltyProcessor(-2, 0).process(logits, this.history);
        assertThat(Rows.values(logits)).containsExactly(5, -3);
    }

}

package io.inkwell.decoding.processor;

import java.util.Set;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.Rows;
import io.inkwell.decoding.TokenHistory;

import static org.assertj.core.api.Assertions.assertThat;

class MinTokensProcessorTests {

    private final MinTokensProcessor processor = new MinTokensProcessor(2, Set.of(1, 3, 99));

    private final TokenHistory history = new TokenHistory(new int[] { 0, 0, 0 });

    @Test
    void bansEndTokensBeforeMinTokens() {
        assertThat(possible()).containsExactly(0, 2);
        this.history.append(0);
        assertThat(possible()).containsExactly(0, 2);
        this.history.append(0);
        assertThat(possible()).containsExactly(0, 1, 2, 3);
    }

    private int[] possible() {
        Logits logits = Rows.logits(1, 2, 3, 4);
        this.processor.process(logits, this.history);
        return Rows.possibleIds(logits);
    }

}

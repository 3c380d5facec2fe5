package io.inkwell.decoding.processor;

import java.util.Set;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.Rows;
import io.inkwell.decoding.TokenSet;

import static org.assertj.core.api.Assertions.assertThat;

class AllowedTokensProcessorTests {

    @Test
    void keepsScoresOfAllowedTokens() {
        Logits logits = allowed(Set.of(4, 1, 2), 1, 2, 3, 4, 5, 6);
        assertThat(Rows.possibleIds(logits)).containsExactly(1, 2, 4);
        assertThat(logits.get(4)).isEqualTo(5);
    }

    @Test
    void coversWholeRow() {
        assertThat(Rows.possibleIds(allowed(Set.of(0, 3), 1, 2, 3, 4))).containsExactly(0, 3);
        assertThat(Rows.possibleIds(allowed(Set.of(1), 1, 2, 3, 4))).containsExactly(1);
    }

    @Test
    void ignoresIdsBeyondTheRow() {
        assertThat(Rows.possibleIds(allowed(Set.of(1, 2, Integer.MAX_VALUE), 1, 2))).containsExactly(1);
        assertThat(Rows.possibleIds(allowed(Set.of(9), 1, 2))).isEmpty();
    }

    private static Logits allowed(Set<Integer> tokenIds, float... row) {
        return Rows.processed(new AllowedTokensProcessor(TokenSet.of(tokenIds)), row);
    }

}

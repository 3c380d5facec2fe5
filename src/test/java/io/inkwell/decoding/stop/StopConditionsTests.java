package io.inkwell.decoding.stop;

import java.util.Set;

import org.junit.jupiter.api.Test;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StopConditionsTests {

    @Test
    void acceptsMaxTokensZero() {
        assertThat(conditions(0, Set.of()).maxTokens()).isZero();
    }

    @Test
    void rejectsNegativeMaxTokens() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> conditions(-1, Set.of()))
            .withMessage("max_tokens must be at least 0; given: -1")
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo("max_tokens"));
    }

    @Test
    void rejectsMinTokensAboveMaxTokens() {
        assertThat(Stops.atLeast(Integer.MAX_VALUE).minTokens()).isEqualTo(Integer.MAX_VALUE);
        for (int minTokens : new int[] { -1, 6 }) {
            assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> new StopConditions(minTokens, 5, Set.of(), Set.of(), false, StopStrings.NONE, false))
                .withMessage("min_tokens must be from 0 to max_tokens, 5; given: " + minTokens)
                .satisfies((ex) -> assertThat(ex.param()).isEqualTo("min_tokens"));
        }
    }

    @Test
    void endTokensIncludeEosUnlessIgnored() {
        assertThat(ends(false)).containsExactlyInAnyOrder(13, 50_256);
        assertThat(ends(true)).containsExactly(13);
    }

    @Test
    void rejectsNegativeTokenIds() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> conditions(1, Set.of(-5)))
            .withMessage("stop_token_ids must be token ids of at least 0; given: -5")
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo("stop_token_ids"));
    }

    private static StopConditions conditions(int maxTokens, Set<Integer> stopTokenIds) {
        return new StopConditions(0, maxTokens, stopTokenIds, Set.of(50_256), false, StopStrings.NONE, false);
    }

    private static Set<Integer> ends(boolean ignoreEos) {
        return new StopConditions(0, 1, Set.of(13), Set.of(50_256), ignoreEos, StopStrings.NONE, false).endTokenIds();
    }

}

package io.inkwell.decoding;

import java.util.Set;

import io.inkwell.error.ServiceException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StopConditionsTests {

    @Test
    void takesNoTokensAtAll() {
        assertThat(conditions(0, Set.of()).maxTokens()).isZero();
    }

    @Test
    void rejectsANegativeLimit() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> conditions(-1, Set.of()))
            .withMessage("max_tokens must be at least 0; given: -1")
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo("max_tokens"));
    }

    @Test
    void rejectsWhatIsNoTokenId() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> conditions(1, Set.of(-5)))
            .withMessage("stop_token_ids must be token ids, at least 0; given: -5")
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo("stop_token_ids"));
    }

    private static StopConditions conditions(int maxTokens, Set<Integer> stopTokenIds) {
        return new StopConditions(0, maxTokens, stopTokenIds, Set.of(50_256), false, StopSequences.NONE, false);
    }

}

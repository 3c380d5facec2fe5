package io.inkwell.model.training;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class EvaluationResultTests {

    @Test
    void meansAreThoseOfAllTargets() {
        EvaluationResult sum = EvaluationResult.NONE.plus(new EvaluationResult(6, 2, 1))
            .plus(new EvaluationResult(2, 2, 2));

        assertThat(sum.meanLoss()).isEqualTo(2);
        assertThat(sum.perplexity()).isCloseTo(Math.exp(2), within(1e-12));
        assertThat(sum.accuracy()).isEqualTo(0.75);
    }

    @Test
    void perplexityOverflowsToInfinity() {
        assertThat(new EvaluationResult(1000, 1, 0).perplexity()).isInfinite();
    }

}

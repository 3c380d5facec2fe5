package io.inkwell.model.training;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EvaluationResultTests {

    @Test
    void meansAreThoseOfAllTargets() {
        EvaluationResult sum = EvaluationResult.NONE.plus(new EvaluationResult(6, 2, 1))
            .plus(new EvaluationResult(2, 2, 2));

        assertThat(sum.meanLoss()).isEqualTo(2);
        assertThat(sum.accuracy()).isEqualTo(0.75);
    }

}

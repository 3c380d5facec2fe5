package io.inkwell.limits;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class HandoverTests {

    @Test
    void handsOverItsValueOnce() {
        Handover<String> handover = new Handover<>("a body");

        assertThat(handover.take()).isEqualTo("a body");
        assertThatIllegalStateException().isThrownBy(handover::take);
    }

}

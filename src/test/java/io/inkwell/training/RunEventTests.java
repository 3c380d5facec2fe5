package io.inkwell.training;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RunEventTests {

    @Test
    void aLineIsReadBack() {
        RunEvent event = RunEvent.log(new LogReport(3, 0.5, 2.25, 1.5, 1e-4, 800));

        assertThat(event.toLine()).doesNotContain("\n").doesNotContain("null");
        assertThat(RunEvent.parse(event.toLine())).contains(event);
    }

    @Test
    void otherOutputIsNoEvent() {
        assertThat(RunEvent.parse("loading libtorch")).isEmpty();
        assertThat(RunEvent.parse("{}")).isEmpty();
        assertThat(RunEvent.parse("")).isEmpty();
    }

}

package io.inkwell.tokenizer.decoder;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextStripTests {

    @Test
    void stripsEndsOnly() {
        assertThat(write(new TextStrip(" ", 2, 1), " ", "  a", " ", " ", "b ", " ")).isEqualTo(" a  b ");
        assertThat(write(new TextStrip(" ", 1, 0), "", " ", " a ")).isEqualTo(" a ");
    }

    @Test
    void copiesAreIndependent() {
        TextStrip stage = new TextStrip(" ", 2, 1);
        stage.accept(" ", (text) -> {
        });
        DecoderStage copy = stage.copy();

        assertThat(write(copy, "  a ", "b")).isEqualTo(" a b");
        assertThat(write(stage, "  c ")).isEqualTo(" c");
    }

    @Test
    void labelOfFirstTokenIsItsText() {
        TextStrip stage = new TextStrip(" ", 2, 0);

        assertThat(stage.label("  a", true)).isEqualTo("a");
        assertThat(stage.label("   a", true)).isEqualTo(" a");
        assertThat(stage.label("  a", false)).isEqualTo("  a");
    }

    private static String write(DecoderStage stage, String... tokens) {
        StringBuilder text = new StringBuilder();
        for (String token : List.of(tokens)) {
            stage.accept(token, text::append);
        }
        stage.finish(text::append);
        return text.toString();
    }

}

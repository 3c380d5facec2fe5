package io.inkwell.tokenizer.decoder;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextReplacementTests {

    private final StringBuilder text = new StringBuilder();

    @Test
    void replacesAcrossTokens() {
        assertThat(write(new TextReplacement(" n't", "n't"), "do", " ", "n", "'", "t ", "n't")).isEqualTo("don'tn't");
    }

    @Test
    void holdsBackOnlyPossiblePrefix() {
        TextReplacement stage = new TextReplacement("aab", "x");
        stage.accept("caaa", this.text::append);
        assertThat(this.text).hasToString("ca");
        stage.accept("b", this.text::append);
        assertThat(this.text).hasToString("cax");
        stage.accept("aa", this.text::append);
        stage.finish(this.text::append);
        assertThat(this.text).hasToString("caxaa");
    }

    @Test
    void copiesAreIndependent() {
        TextReplacement stage = new TextReplacement("ab", "x");
        stage.accept("a", this.text::append);
        DecoderStage copy = stage.copy();
        copy.accept("b", this.text::append);
        assertThat(this.text).hasToString("x");
        stage.accept("c", this.text::append);
        assertThat(this.text).hasToString("xac");
    }

    private String write(DecoderStage stage, String... tokens) {
        for (String token : List.of(tokens)) {
            stage.accept(token, this.text::append);
        }
        stage.finish(this.text::append);
        return this.text.toString();
    }

}

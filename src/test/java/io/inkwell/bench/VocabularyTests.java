package io.inkwell.bench;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VocabularyTests {

    @Test
    void rangeOfIdsMapsIndicesToIds() {
        assertThat(((LoadPrompt.TokenIds) Vocabulary.ofIdsBelow(9).prompt(new int[] { 8, 0 })).ids()).containsExactly(8,
                0);
    }

    @Test
    void listOfIdsUsesOnlyThose() {
        assertThat(((LoadPrompt.TokenIds) Vocabulary.ofIds(List.of(7, 70, 700)).prompt(new int[] { 2, 0 })).ids())
            .containsExactly(700, 7);
    }

    @Test
    void wordsAreJoinedToText() {
        Vocabulary words = Vocabulary.ofWords();

        assertThat(words.size()).isGreaterThan(200);
        assertThat(words.prompt(new int[] { 0, 1 }).json()).isEqualTo("the of");
    }

}

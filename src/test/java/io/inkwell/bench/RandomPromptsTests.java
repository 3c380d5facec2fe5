package io.inkwell.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RandomPromptsTests {

    private static final LengthRange LENGTHS = new LengthRange(10, 20);

    @Test
    void promptsMatchVocabularyAndLengthRange() {
        List<int[]> prompts = prompts(new RandomPrompts(LENGTHS, 0, Vocabulary.ofIdsBelow(100), 1), 200);

        assertThat(prompts).allSatisfy((ids) -> {
            assertThat(ids).hasSizeBetween(10, 20);
            assertThat(Arrays.stream(ids)).allMatch((id) -> id >= 0 && id < 100);
        });
        assertThat(prompts.stream().map((ids) -> ids.length).distinct()).hasSize(11);
    }

    @Test
    void equalSeedsGiveEqualPrompts() {
        List<int[]> prompts = prompts(new RandomPrompts(LENGTHS, 4, Vocabulary.ofIdsBelow(100), 1), 20);

        assertThat(prompts(new RandomPrompts(LENGTHS, 4, Vocabulary.ofIdsBelow(100), 1), 20))
            .containsExactlyElementsOf(prompts);
        assertThat(prompts(new RandomPrompts(LENGTHS, 4, Vocabulary.ofIdsBelow(100), 2), 20))
            .doesNotContainAnyElementsOf(prompts);
    }

    @Test
    void promptsShareOnlyThePrefix() {
        List<int[]> prompts = prompts(new RandomPrompts(LENGTHS, 8, Vocabulary.ofIdsBelow(50_000), 1), 50);

        assertThat(prompts.stream().map((ids) -> List.of(ids[0], ids[7])).distinct()).hasSize(1);
        assertThat(prompts.stream().map((ids) -> List.of(ids[8], ids[9])).distinct()).hasSize(50);
    }

    @Test
    void rejectsAPrefixLongerThanTheShortestPrompt() {
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> new RandomPrompts(LENGTHS, 11, Vocabulary.ofIdsBelow(100), 1))
            .withMessage("--prefix-tokens must be from 0 to the 10 of the shortest --prompt-tokens; given: 11");
    }

    private static List<int[]> prompts(PromptSource source, int count) {
        return Stream.generate(source::next)
            .limit(count)
            .map((prompt) -> ((LoadPrompt.TokenIds) prompt).ids())
            .toList();
    }

}

package io.inkwell.engine.schedule;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import io.inkwell.engine.Requests;

import static org.assertj.core.api.Assertions.assertThat;

class RecentPromptsTests {

    private static final int[] PROMPT = Requests.prompt(40, 1);

    private final RecentPrompts prompts = new RecentPrompts(2);

    @Test
    void returnsLongestCommonPrefix() {
        this.prompts.add(Arrays.copyOf(PROMPT, 20));
        this.prompts.add(Arrays.copyOf(PROMPT, 30));
        assertThat(this.prompts.numShared(PROMPT)).isEqualTo(30);
        assertThat(this.prompts.numShared(Arrays.copyOf(PROMPT, 25))).isEqualTo(25);
        assertThat(this.prompts.numShared(Requests.prompt(40, 2))).isZero();
    }

    @Test
    void ignoresPrefixesBelowMinTokens() {
        this.prompts.add(Arrays.copyOf(PROMPT, PrefixCache.MIN_TOKENS - 1));
        assertThat(this.prompts.numShared(PROMPT)).isZero();
    }

    @Test
    void evictsOldestPromptFirst() {
        this.prompts.add(PROMPT);
        this.prompts.add(Requests.prompt(40, 2));
        this.prompts.add(Requests.prompt(40, 3));
        assertThat(this.prompts.numShared(PROMPT)).isZero();
        assertThat(this.prompts.numShared(Requests.prompt(40, 2))).isEqualTo(40);
    }

}

package io.inkwell.engine.schedule;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import io.inkwell.engine.Requests;
import io.inkwell.engine.request.CacheSalt;
import io.inkwell.engine.request.GenerationRequest;

import static org.assertj.core.api.Assertions.assertThat;

class RecentPromptsTests {

    private static final int[] PROMPT = Requests.prompt(40, 1);

    private final RecentPrompts prompts = new RecentPrompts(2);

    @Test
    void returnsLongestCommonPrefix() {
        add(Arrays.copyOf(PROMPT, 20));
        add(Arrays.copyOf(PROMPT, 30));
        assertThat(numShared(PROMPT)).isEqualTo(30);
        assertThat(numShared(Arrays.copyOf(PROMPT, 25))).isEqualTo(25);
        assertThat(numShared(Requests.prompt(40, 2))).isZero();
    }

    @Test
    void ignoresPrefixesBelowMinTokens() {
        add(Arrays.copyOf(PROMPT, PrefixCache.MIN_TOKENS - 1));
        assertThat(numShared(PROMPT)).isZero();
    }

    @Test
    void evictsOldestPromptFirst() {
        add(PROMPT);
        add(Requests.prompt(40, 2));
        add(Requests.prompt(40, 3));
        assertThat(numShared(PROMPT)).isZero();
        assertThat(numShared(Requests.prompt(40, 2))).isEqualTo(40);
    }

    @Test
    void findsOnlyPromptsOfTheSameSalt() {
        this.prompts.add(request(PROMPT, new CacheSalt(null, "a")));
        assertThat(numShared(PROMPT)).isZero();
        assertThat(this.prompts.numShared(request(PROMPT, new CacheSalt(null, "b")))).isZero();
        assertThat(this.prompts.numShared(request(PROMPT, new CacheSalt(null, "a")))).isEqualTo(40);
    }

    private void add(int[] prompt) {
        this.prompts.add(request(prompt, CacheSalt.NONE));
    }

    private int numShared(int[] prompt) {
        return this.prompts.numShared(request(prompt, CacheSalt.NONE));
    }

    private static GenerationRequest request(int[] prompt, CacheSalt salt) {
        return GenerationRequest.builder(prompt, Requests.stopAfter(1)).cacheSalt(salt).build();
    }

}

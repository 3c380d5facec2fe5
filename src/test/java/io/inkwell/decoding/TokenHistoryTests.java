package io.inkwell.decoding;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TokenHistoryTests {

    @Test
    void holdsPromptThenOutput() {
        TokenHistory history = new TokenHistory(new int[] { 5, 6 });
        history.append(7);
        assertThat(history.size()).isEqualTo(3);
        assertThat(history.numOutputTokens()).isEqualTo(1);
        assertThat(history.get(1)).isEqualTo(6);
        assertThat(history.get(2)).isEqualTo(7);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> history.get(3));
    }

    @Test
    void copiesPrompt() {
        int[] prompt = { 5 };
        TokenHistory history = new TokenHistory(prompt);
        prompt[0] = 6;
        assertThat(history.get(0)).isEqualTo(5);
    }

    @Test
    void countsOutputSeparatelyFromPrompt() {
        TokenHistory history = new TokenHistory(new int[] { 5, 6, 5 });
        history.append(6);
        history.append(9);
        history.append(6);
        assertThat(counts(history)).containsExactly(Map.entry(5, 0), Map.entry(6, 2), Map.entry(9, 1));
    }

    @Test
    void incrementalCountsEqualFullCounts() {
        Random random = new Random(3);
        int[] prompt = random.ints(200, 0, 400).toArray();
        TokenHistory history = new TokenHistory(prompt);
        Map<Integer, Integer> expected = new HashMap<>();
        for (int tokenId : prompt) {
            expected.put(tokenId, 0);
        }
        for (int i = 0; i < 2000; i++) {
            int tokenId = random.nextInt(400) * 64;
            history.append(tokenId);
            expected.merge(tokenId, 1, Integer::sum);
            if (random.nextInt(100) == 0) {
                assertThat(counts(history)).isEqualTo(expected);
            }
        }
    }

    private static Map<Integer, Integer> counts(TokenHistory history) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        TokenOccurrences occurrences = history.occurrences();
        for (int i = 0; i < occurrences.size(); i++) {
            counts.put(occurrences.tokenId(i), occurrences.outputCount(i));
        }
        return counts;
    }

    @Test
    void comparesRanges() {
        TokenHistory history = new TokenHistory(new int[] { 1, 2, 1 });
        history.append(2);
        history.append(3);
        assertThat(history.matches(0, 2, 2)).isTrue();
        assertThat(history.matches(0, 2, 3)).isFalse();
        assertThat(history.matches(0, 5, 0)).isTrue();
    }

    @Test
    void comparesSuffix() {
        TokenHistory history = new TokenHistory(new int[] { 1, 2 });
        history.append(3);
        assertThat(history.endsWith(new int[] { 2, 3, 9 }, 2)).isTrue();
        assertThat(history.endsWith(new int[] { 2, 9 }, 2)).isFalse();
        assertThat(history.endsWith(new int[] { 9 }, 0)).isTrue();
        assertThat(history.endsWith(new int[] { 0, 1, 2, 3 }, 4)).isFalse();
    }

}

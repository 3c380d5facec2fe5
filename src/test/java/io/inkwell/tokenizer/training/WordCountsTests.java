package io.inkwell.tokenizer.training;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WordCountsTests {

    @Test
    void countsAreThoseOfAHashMap() {
        WordCounts counts = new WordCounts();
        Map<String, Long> expected = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            String word = Integer.toString(i % 20_000, 36);
            add(counts, word);
            expected.merge(word, 1L, Long::sum);
        }

        assertThat(counts(counts)).isEqualTo(expected).hasSize(20_000);
    }

    @Test
    void countsTheRangeOfTheText() {
        WordCounts counts = new WordCounts();
        byte[] text = "the then".getBytes(StandardCharsets.UTF_8);

        counts.add(text, 0, 3);
        counts.add(text, 4, 7);
        counts.add(text, 4, 8);

        assertThat(counts(counts)).isEqualTo(Map.of("the", 2L, "then", 1L));
    }

    @Test
    void rejectsMoreWordsThanFit() {
        WordCounts counts = new WordCounts(10);
        add(counts, "0123456");
        add(counts, "0123456");
        add(counts, "789");

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> add(counts, "a"))
            .withMessage("the different words of the texts must have at most 10 bytes; "
                    + "train the tokenizer on a part of the texts");
    }

    private static void add(WordCounts counts, String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        counts.add(bytes, 0, bytes.length);
    }

    private static Map<String, Long> counts(WordCounts counts) {
        Map<String, Long> words = new HashMap<>();
        for (int word = 0; word < counts.size(); word++) {
            StringBuilder letters = new StringBuilder();
            for (int i = 0; i < counts.length(word); i++) {
                letters.append((char) counts.byteAt(word, i));
            }
            words.put(letters.toString(), counts.count(word));
        }
        return words;
    }

}

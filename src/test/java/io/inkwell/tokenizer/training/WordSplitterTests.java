package io.inkwell.tokenizer.training;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.inkwell.tokenizer.bytes.ByteAlphabet;

import static org.assertj.core.api.Assertions.assertThat;

class WordSplitterTests {

    @Test
    void splitsAsHuggingFaceDoes() {
        JsonNode recorded = Recorded.read("words.json");

        assertThat(recorded.size()).isGreaterThan(400);
        for (JsonNode each : recorded) {
            String text = each.path("text").stringValue();

            assertThat(words(text)).as(text).isEqualTo(Recorded.strings(each.path("words")));
        }
    }

    @Test
    void theLastSpaceBelongsToTheNextWord() {
        assertThat(words("a  b\n c\n\nd ")).containsExactly("a", "Ġ", "Ġb", "Ċ", "Ġc", "Ċ", "Ċ", "d", "Ġ");
    }

    @Test
    void contractionsAreWords() {
        assertThat(words("we're I'LL 'tis don't've")).containsExactly("we", "'re", "ĠI", "'", "LL", "Ġ'", "tis", "Ġdon",
                "'t", "'ve");
    }

    @Test
    void anEmptyTextHasNoWords() {
        assertThat(words("")).isEmpty();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        new WordSplitter(text.getBytes(StandardCharsets.UTF_8))
            .forEach((bytes, from, to) -> words.add(ByteAlphabet.letters(Arrays.copyOfRange(bytes, from, to))));
        return words;
    }

}

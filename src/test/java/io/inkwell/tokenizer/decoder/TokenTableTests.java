package io.inkwell.tokenizer.decoder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.tokenizer.definition.TokenizerFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class TokenTableTests {

    @Test
    void mapsTokensToBytes() throws IOException {
        TokenTable table = table("{'Ġthe': 0, 'Ã': 1, '©': 2}", "[]");

        assertThat(table.size()).isEqualTo(3);
        assertThat(table.bytes(0)).isEqualTo(new byte[] { ' ', 't', 'h', 'e' });
        assertThat(table.bytes(1)).containsExactly(0xC3);
        assertThat(table.bytes(2)).containsExactly(0xA9);
    }

    @Test
    void mapsAddedTokensToNames() throws IOException {
        TokenTable table = table("{'a': 0, '<|endoftext|>': 1}", """
                [{'id': 1, 'content': '<|endoftext|>', 'special': true},
                 {'id': 2, 'content': 'Ġ é', 'special': false}]""");

        assertThat(table.bytes(1)).isEqualTo("<|endoftext|>".getBytes(StandardCharsets.UTF_8));
        assertThat(table.bytes(2)).isEqualTo("Ġ é".getBytes(StandardCharsets.UTF_8));
        assertThat(table.isSpecial(0)).isFalse();
        assertThat(table.isSpecial(1)).isTrue();
        assertThat(table.isSpecial(2)).isFalse();
    }

    @Test
    void mapsUnknownIdsToNothing() throws IOException {
        TokenTable table = table("{'a': 1, 'b': 3}", "[]");

        assertThat(table.size()).isEqualTo(4);
        for (int id : new int[] { Integer.MIN_VALUE, -1, 0, 2, 4, Integer.MAX_VALUE }) {
            assertThat(table.bytes(id)).isEmpty();
            assertThat(table.isSpecial(id)).isFalse();
        }
    }

    @Test
    void keepsSpelling() throws IOException {
        TokenTable table = table("{'Ġa': 0, 'Ã': 1}", "[{'id': 2, 'content': '<end of>', 'special': true}]");

        assertThat(table.spelling(0)).isEqualTo("Ġa");
        assertThat(table.spelling(1)).isEqualTo("Ã");
        assertThat(table.spelling(2)).isEqualTo("<end of>");
        assertThat(table.spelling(3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "-1", "16777216", "4294967296", "1.5", "'1'", "null" })
    void rejectsInvalidIds(String id) {
        assertThatIOException().isThrownBy(() -> table("{'a': %s}".formatted(id), "[]"))
            .withMessage("test: the id of token 'a' must be between 0 and 16777215; given: " + id.replace('\'', '"'));
    }

    @Test
    void rejectsDuplicateIds() {
        assertThatIOException().isThrownBy(() -> table("{'a': 0, 'b': 0}", "[]"))
            .withMessage("test: the tokens 'a' and 'b' have the same id, 0");
    }

    private static TokenTable table(String vocabulary, String addedTokens) throws IOException {
        String json = """
                {'added_tokens': %s, 'pre_tokenizer': {'type': 'ByteLevel'}, 'decoder': {'type': 'ByteLevel'},
                 'model': {'type': 'BPE', 'vocab': %s, 'merges': []}}""".formatted(addedTokens, vocabulary);
        return TokenTable.of(TokenizerFolder.parse("test", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
                new ByteLevelDecoder(), Map.of());
    }

}

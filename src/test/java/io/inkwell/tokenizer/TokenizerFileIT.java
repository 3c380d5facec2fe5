package io.inkwell.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A tokenizer.json that is used as it is, for a class that transformers does not rebuild.
 */
class TokenizerFileIT {

    private static final Path BPE = Path.of("src/test/resources/io/inkwell/tokenizer/bpe-metaspace/tokenizer.json");

    private static final String WORDS = """
            {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [], "normalizer": null,
             "pre_tokenizer": {"type": "Whitespace"}, "post_processor": null, "decoder": {"type": "Fuse"},
             "model": {"type": "WordLevel", "vocab": {"café": 0, "ÀÉÎ": 1, "[UNK]": 2}, "unk_token": "[UNK]"}}""";

    @TempDir
    private Path folder;

    @Test
    void aDecoderThatOnlyJoinsWritesTheTokensAsTheyAreSpelled() throws IOException {
        try (Tokenizer tokenizer = open(WORDS)) {
            assertThat(tokenizer.encode("café ÀÉÎ")).containsExactly(0, 1);
            // What tokenizers 0.23 decodes.
            assertThat(tokenizer.decode(new int[] { 0, 1 }, false)).isEqualTo("caféÀÉÎ");
        }
    }

    @Test
    void dropoutIsOffWhileServing() throws IOException {
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(Files.readString(BPE));
        int[] expected;
        try (Tokenizer tokenizer = open(json.toString())) {
            expected = tokenizer.encode("It is a truth universally acknowledged");
        }
        ((ObjectNode) json.path("model")).put("dropout", 0.9);

        try (Tokenizer tokenizer = open(json.toString())) {
            for (int i = 0; i < 10; i++) {
                assertThat(tokenizer.encode("It is a truth universally acknowledged")).isEqualTo(expected);
            }
        }
    }

    private Tokenizer open(String json) throws IOException {
        Files.writeString(this.folder.resolve("tokenizer.json"), json);
        Files.writeString(this.folder.resolve("tokenizer_config.json"),
                "{\"tokenizer_class\": \"PreTrainedTokenizerFast\"}");
        return Tokenizer.open(this.folder);
    }

}

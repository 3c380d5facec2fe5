package io.inkwell.tokenizer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.model.checkpoint.EmbeddedCheckpoint;

import static org.assertj.core.api.Assertions.assertThat;

/** Bounds of bytes per token, for the real GPT-2 vocabulary and changed tokenizers. */
class LongestTokenIT {

    private static final String NAME = "<|endoftext|>";

    @Test
    void isTheLongestEntryOfTheVocabulary() throws IOException {
        try (Tokenizer gpt2 = Tokenizer.open(Path.of("src/test/resources/gpt2-tokenizer"))) {
            assertThat(gpt2.maxTokenBytes()).hasValue(128);
        }
    }

    @Test
    void countsTheNamesOfAddedTokens() throws IOException {
        assertThat(bound((json) -> added(json).put("content", "é".repeat(20)))).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(strings = { "lstrip", "rstrip" })
    void isUnknownIfAnAddedTokenStripsSpaces(String option) throws IOException {
        assertThat(bound((json) -> added(json).put(option, true))).isEqualTo(-1);
    }

    @Test
    void isUnknownIfANormalizerChangesTexts() throws IOException {
        assertThat(bound((json) -> json.putObject("normalizer").put("type", "NFC"))).isEqualTo(-1);
    }

    @Test
    void isUnknownIfThePreTokenizerRemovesText() throws IOException {
        assertThat(bound((json) -> {
            ArrayNode steps = json.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
            steps.addObject()
                .put("type", "Split")
                .put("behavior", "Removed")
                .put("invert", false)
                .putObject("pattern")
                .put("String", "-");
            steps.addObject()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
        })).isEqualTo(-1);
    }

    @Test
    void countsTheBytesThatAreEncoded() {
        assertThat(Tokenizer.numBytes("aé€🐳")).isEqualTo(1 + 2 + 3 + 4);
        assertThat(Tokenizer.numBytes("a\ud83d")).isEqualTo(1 + 3);
        assertThat(Tokenizer.numBytes("\udc33\ud83d")).isEqualTo(3 + 3);
    }

    private static ObjectNode added(ObjectNode json) {
        ObjectNode token = (ObjectNode) json.path("added_tokens").get(0);
        assertThat(token.path("content").stringValue()).isEqualTo(NAME);
        return token;
    }

    /** The bound of the embedded tokenizer after a change; -1 if it is unknown. */
    private static int bound(Consumer<ObjectNode> change) throws IOException {
        ObjectNode json = (ObjectNode) JsonMapper.shared()
            .readTree(Files.readAllBytes(EmbeddedCheckpoint.FOLDER.resolve("tokenizer.json")));
        change.accept(json);
        byte[] changed = JsonMapper.shared().writeValueAsBytes(json);
        try (Tokenizer tokenizer = Tokenizer.read(new ByteArrayInputStream(changed))) {
            return tokenizer.maxTokenBytes().orElse(-1);
        }
    }

}

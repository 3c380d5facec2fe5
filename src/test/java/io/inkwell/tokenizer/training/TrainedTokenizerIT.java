package io.inkwell.tokenizer.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.inkwell.tokenizer.Tokenizer;

import static io.inkwell.JsonNumbers.ints;
import static org.assertj.core.api.Assertions.assertThat;

/** Opens a trained tokenizer, and compares it with the same one in transformers. */
class TrainedTokenizerIT {

    private static final JsonNode SAVED = Recorded.read("trained.json").path("saved");

    @TempDir
    private Path folder;

    @Test
    void encodesAndDecodesAsTransformersDoes() throws IOException {
        Recorded.train(SAVED).write(this.folder, 64);

        try (Tokenizer tokenizer = Tokenizer.open(this.folder)) {
            assertThat(SAVED.path("encoded").size()).isGreaterThan(30);
            for (JsonNode each : SAVED.path("encoded")) {
                String text = each.path("text").stringValue();
                int[] ids = ints(each.path("ids"));

                assertThat(tokenizer.encode(text, true)).as(text).isEqualTo(ids);
                assertThat(tokenizer.decode(ids, false)).isEqualTo(text);
            }
        }
    }

    @Test
    void endOfTextIsTheNameOfEachSpecialToken() throws IOException {
        Recorded.train(SAVED).write(this.folder, 64);

        try (Tokenizer tokenizer = Tokenizer.open(this.folder)) {
            assertThat(tokenizer.className()).isEqualTo("GPT2Tokenizer");
            assertThat(tokenizer.namedTokens()).containsAllEntriesOf(
                    Map.of("bos_token", "<|endoftext|>", "eos_token", "<|endoftext|>", "unk_token", "<|endoftext|>"));
            assertThat(tokenizer.idOf("<|endoftext|>")).hasValue(0);
        }
    }

}

package io.inkwell.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.inkwell.chat.SpecialTokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class TokenizerConfigTests {

    @Test
    void readsTokensByNameOrByDescription() throws IOException {
        TokenizerConfig config = read("""
                {"bos_token": "<s>", "eos_token": {"content": "</s>", "lstrip": false}, "pad_token": null,
                 "model_max_length": 1024}""");

        assertThat(config.tokens()).isEqualTo(new SpecialTokens("<s>", "</s>", null, null));
        assertThat(config.template()).isNull();
    }

    @Test
    void readsFurtherSpecialTokens() throws IOException {
        assertThat(read("{\"sep_token\": \"<sep>\", \"image_token\": {\"content\": \"<i>\"}, \"x_token\": 1}").tokens())
            .isEqualTo(new SpecialTokens(null, null, null, null, Map.of("sep_token", "<sep>", "image_token", "<i>")));
    }

    @Test
    void refusesAFileThatIsNoJson() {
        assertThatIOException().isThrownBy(() -> read("{")).withMessage("tokenizer_config.json: not a JSON document");
    }

    private static TokenizerConfig read(String json) throws IOException {
        return TokenizerConfig.read(json.getBytes(StandardCharsets.UTF_8));
    }

}

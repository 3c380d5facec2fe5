package io.inkwell.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Recorded from transformers 5.18: special_tokens_map and len of
 * AutoTokenizer.from_pretrained, for the vocab.json and merges.txt of tiny-tokenizer with
 * both files. GPT2Tokenizer sets bos, eos and unk by default.
 */
class NamedTokensIT {

    private static final Path VOCABULARY = Path.of("src/test/resources/tiny-tokenizer");

    private static final String END = "<|endoftext|>";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-",
            textBlock = """
                    {}                                           | {}                                            | 4096 | bos_token=E eos_token=E unk_token=E
                    {}                                           | {"eos_token": "</s>"}                         | 4097 | bos_token=E eos_token=</s> unk_token=E
                    {"bos_token": "<a>", "eos_token": "<e>"}     | {"bos_token": "<b>"}                          | 4098 | bos_token=<b> eos_token=<e> unk_token=E
                    {"bos_token": "<a>", "added_tokens_decoder": {}} | {"bos_token": "<b>"}                      | 4097 | bos_token=<a> eos_token=E unk_token=E
                    {"bos_token": null}                          | {}                                            | 4096 | eos_token=E unk_token=E
                    {"extra_special_tokens": {"image_token": "<i>", "boi": "<boi>"}} | {}                        | 4098 | bos_token=E eos_token=E unk_token=E image_token=<i> boi=<boi>
                    {"model_specific_special_tokens": {"image_token": "<i>", "boi": "<boi>"}} | {}               | 4098 | bos_token=E eos_token=E unk_token=E image_token=<i> boi=<boi>
                    {"image_token": "<i>", "model_specific_special_tokens": {"boi": "<boi>"}} | {}               | 4097 | bos_token=E eos_token=E unk_token=E image_token=<i>
                    {"extra_special_tokens": {"boi": "<boi>"}, "model_specific_special_tokens": {"tool": "<t>"}} | {} | 4097 | bos_token=E eos_token=E unk_token=E boi=<boi>
                    {"image_token": "<i>"}                       | {"image_token": "<j>"}                        | 4097 | bos_token=E eos_token=E unk_token=E image_token=<i>
                    {"image_token": "<i>"}                       | {"extra_special_tokens": {"image_token": "<j>", "tool": "<t>"}} | 4098 | bos_token=E eos_token=E unk_token=E image_token=<j> tool=<t>
                    {"image_token": {"content": "<i>"}}          | {}                                            | 4096 | bos_token=E eos_token=E unk_token=E
                    {"image_token": {"__type": "AddedToken", "content": "<i>", "special": true}} | {}            | 4097 | bos_token=E eos_token=E unk_token=E image_token=<i>
                    {}                                           | {"image_token": {"content": "<i>"}}           | 4097 | bos_token=E eos_token=E unk_token=E image_token=<i>
                    {"bos_token": "<a>", "extra_special_tokens": {"bos_token": "<boi>"}} | {}                    | 4097 | bos_token=<boi> eos_token=E unk_token=E
                    """)
    void namesSpecialTokensAsTransformersDoes(String config, String map, int size, String named) throws IOException {
        for (String file : new String[] { "vocab.json", "merges.txt" }) {
            Files.copy(VOCABULARY.resolve(file), this.folder.resolve(file));
        }
        Files.writeString(this.folder.resolve("tokenizer_config.json"), config);
        Files.writeString(this.folder.resolve("special_tokens_map.json"), map);

        try (Tokenizer tokenizer = Tokenizer.open(this.folder)) {
            assertThat(tokenizer.namedTokens()).isEqualTo(tokens(named));
            assertThat(tokenizer.vocabularySize()).isEqualTo(size);
        }
    }

    private static Map<String, String> tokens(String named) {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String each : named.split(" ")) {
            String[] pair = each.split("=", 2);
            tokens.put(pair[0], pair[1].equals("E") ? END : pair[1]);
        }
        return tokens;
    }

}

package io.inkwell.registry.defaults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.registry.ModelFolder;
import io.inkwell.registry.ModelSource;

import static org.assertj.core.api.Assertions.assertThat;

class GenerationConfigTests {

    @Test
    void readsSupportedFields() {
        GenerationConfig config = read("""
                {"_from_model_config": true, "transformers_version": "5.0.0", "pad_token_id": 0, "use_cache": true,
                 "do_sample": true, "temperature": 0.7, "top_k": 40, "top_p": 0.9, "min_p": 0.1, "typical_p": 0.8,
                 "epsilon_cutoff": 0.01, "eta_cutoff": 0.02, "repetition_penalty": 1.2, "no_repeat_ngram_size": 3,
                 "max_new_tokens": 50, "max_length": 60, "min_new_tokens": 5, "min_length": 6,
                 "eos_token_id": [50256, 198], "suppress_tokens": [7, 8], "bad_words_ids": [[1], [2, 3]],
                 "sequence_bias": [[[4], -1.5]], "stop_strings": ["end"], "num_return_sequences": 1}""");

        assertThat(config)
            .isEqualTo(new GenerationConfig(true,
                    new SamplingDefaults(0.7f, 40, 0.9f, 0.1f, 0.8f, 0.01f, 0.02f, 1.2f, 3), SearchDefaults.NONE,
                    new LengthDefaults(50, 60, 5, 6), new TokenDefaults(List.of(List.of(1), List.of(2, 3)),
                            Set.of(7, 8), Map.of(4, -1.5f), List.of("end")),
                    new EosTokens(Set.of(50256, 198), List.of()), List.of()));
    }

    @Test
    void readsFieldsFromTheConfigOfOldModels() {
        // As in transformers 5.18 without generation_config.json.
        GenerationConfig config = readModelConfig("""
                {"architectures": ["GPT2LMHeadModel"], "n_embd": 8, "n_head": 2, "vocab_size": 50, "eos_token_id": 2,
                 "task_specific_params": {"text-generation": {"do_sample": true, "max_length": 50}},
                 "do_sample": true, "top_k": 5, "temperature": 0.5, "repetition_penalty": 1.9, "max_length": 7,
                 "min_length": 3, "no_repeat_ngram_size": 2, "bad_words_ids": [[3]]}""");

        assertThat(config)
            .isEqualTo(new GenerationConfig(true, new SamplingDefaults(0.5f, 5, null, null, null, null, null, 1.9f, 2),
                    SearchDefaults.NONE, new LengthDefaults(null, 7, null, 3),
                    new TokenDefaults(List.of(List.of(3)), Set.of(), Map.of(), List.of()), EosTokens.NONE, List.of()));
    }

    @Test
    void noticesNameTheConfigFile() {
        assertThat(readModelConfig("{\"n_embd\": 8, \"top_k\": \"many\", \"max_time\": 9}").notices()).containsExactly(
                "config.json: top_k has no effect: it must be an integer of at least -1; given: \"many\"",
                "config.json: max_time has no effect: it is not supported; given: 9");
    }

    @Test
    void configWithoutGenerationFieldsHasNoDefaults() {
        assertThat(readModelConfig("{\"n_embd\": 8, \"use_cache\": true, \"attn_pdrop\": 0.1, \"eos_token_id\": -1}"))
            .isEqualTo(GenerationConfig.NONE);
        assertThat(readModelConfig("no JSON")).isEqualTo(GenerationConfig.NONE);
    }

    @Test
    void readsBeamSearch() {
        assertThat(read("""
                {"num_beams": 4, "num_beam_groups": 2, "diversity_penalty": 0.5, "length_penalty": 2,
                 "early_stopping": "never"}""").search()).isEqualTo(new SearchDefaults(4, 2, 0.5f, 2f, "never", null));
        assertThat(read("{\"num_beams\": 1, \"length_penalty\": 2}").search()).isEqualTo(SearchDefaults.NONE);
    }

    @Test
    void readsContrastiveSearch() {
        assertThat(read("{\"penalty_alpha\": 0.6, \"top_k\": 4}").search().penaltyAlpha()).isEqualTo(0.6f);
        assertThat(read("{\"penalty_alpha\": 0, \"top_k\": 4}").search()).isEqualTo(SearchDefaults.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"temperature\": null, \"do_sample\": null, \"eos_token_id\": null}",
            "{\"guidance_scale\": 1, \"output_scores\": true, \"forced_eos_token_id\": null, \"renormalize_logits\": false}" })
    void missingFieldsHaveNoDefaults(String json) {
        assertThat(read(json)).isEqualTo(GenerationConfig.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "{", "null", "[]", "\"text\"", "7", "{\"top_k\": 7} x", "\0" })
    void ignoresAFileThatIsNotAJsonObject(String json) {
        GenerationConfig config = read(json);

        assertThat(config.sampling()).isEqualTo(SamplingDefaults.NONE);
        assertThat(config.notices()).singleElement().asString().startsWith("generation_config.json has no effect: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"top_k": 20.0}                    | 20
            {"top_k": "20"}                    | 20
            {"top_k": -1}                      | 0
            {"top_k": 0}                       | 0
            {"top_k": 7, "top_k": 20}          | 20
            {"top_k": 20, "initial": NaN}      | 20
            {"top_k": 2e1, "foo": -Infinity}   | 20
            """)
    void convertsUnambiguousNumbers(String json, int topK) {
        assertThat(read(json).sampling().topK()).isEqualTo(topK);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"top_p": 0}                | 1.17549435E-38
            {"top_p": 1.0}              | 1
            {"top_p": 1.5}              | 1
            {"top_p": "0.5"}            | 0.5
            """)
    void readsProbabilitiesLikeTransformers(String json, float topP) {
        assertThat(read(json).sampling().topP()).isEqualTo(topP);
    }

    @ParameterizedTest
    @ValueSource(strings = { "1", "1.0", "true", "\"true\"", "\"True\"" })
    void convertsUnambiguousFlags(String flag) {
        assertThat(read("{\"do_sample\": " + flag + "}").doSample()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    {"temperature": NaN}         | temperature has no effect: it must be from 0 to 2; given: "NaN"
                    {"temperature": 2.5}         | temperature has no effect: it must be from 0 to 2; given: 2.5
                    {"temperature": "hot"}       | temperature has no effect: it must be from 0 to 2; given: "hot"
                    {"top_k": 1.5}               | top_k has no effect: it must be an integer of at least -1; given: 1.5
                    {"top_k": true}              | top_k has no effect: it must be an integer of at least -1; given: true
                    {"top_k": -7}                | top_k has no effect: it must be an integer of at least -1; given: -7
                    {"do_sample": "maybe"}       | do_sample has no effect: it must be true or false; given: "maybe"
                    {"top_p": -1}                | top_p has no effect: it must be at least 0; given: -1
                    {"min_p": 1.5}               | min_p has no effect: it must be from 0 to 1; given: 1.5
                    {"typical_p": 0}             | typical_p has no effect: it must be above 0; given: 0
                    {"eta_cutoff": [1]}          | eta_cutoff has no effect: it must be a number; given: [1]
                    {"repetition_penalty": 0}    | repetition_penalty has no effect: it must be from 0.01 to 100; given: 0
                    {"max_new_tokens": 0}        | max_new_tokens has no effect: it must be an integer of at least 1; given: 0
                    {"eos_token_id": "x"}        | eos_token_id has no effect: it must be a token id or a list of token ids; given: "x"
                    {"suppress_tokens": [1, {}]} | suppress_tokens has no effect: it must be a token id or a list of token ids; given: [1,{}]
                    {"bad_words_ids": [1]}       | bad_words_ids has no effect: it must be a list of lists of token ids; given: [1]
                    {"bad_words_ids": 1}         | bad_words_ids has no effect: it must be a list of lists of token ids; given: 1
                    {"bad_words_ids": {"a": [1]}} | bad_words_ids has no effect: it must be a list of lists of token ids; given: {"a":[1]}
                    {"sequence_bias": 1}         | sequence_bias has no effect: it must be a list of pairs, of one token id in a list and a number from -100 to 100; given: 1
                    {"num_beams": 0}             | num_beams has no effect: it must be an integer of at least 1; given: 0
                    {"num_beams": 4, "num_beam_groups": 3} | num_beam_groups has no effect: it must divide num_beams, 4; given: 3
                    {"early_stopping": 7, "num_beams": 1} | early_stopping has no effect: it must be true, false or "never"; given: 7
                    {"num_beams": 4, "do_sample": true} | num_beams has no effect: do_sample: true selects sampling
                    {"penalty_alpha": 0.6}       | penalty_alpha has no effect: it needs a top_k of at least 2
                    {"forced_eos_token_id": 0}   | forced_eos_token_id has no effect: it is not supported; given: 0
                    {"forced_bos_token_id": 0}   | forced_bos_token_id has no effect: it is not supported; given: 0
                    {"begin_suppress_tokens": [220]} | begin_suppress_tokens has no effect: it is not supported; given: [220]
                    {"num_return_sequences": 3}  | num_return_sequences has no effect: it is not supported; given: 3
                    {"exponential_decay_length_penalty": [5, 1.1]} | exponential_decay_length_penalty has no effect: it is not supported; given: [5,1.1]
                    {"guidance_scale": 1.5}      | guidance_scale has no effect: it is not supported; given: 1.5
                    {"prompt_lookup_num_tokens": 3} | prompt_lookup_num_tokens has no effect: it is not supported; given: 3
                    {"max_time": 1.5}            | max_time has no effect: it is not supported; given: 1.5
                    {"something_new": "x"}       | something_new has no effect: it is not supported; given: "x"
                    """)
    void reportsFieldsWithoutEffect(String json, String notice) {
        GenerationConfig config = read(json);

        assertThat(config.notices()).containsExactly("generation_config.json: " + notice);
        assertThat(config.sampling()).isEqualTo(SamplingDefaults.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0        | 0
            0.0      | 0
            "3"      | 3
            [0, 198] | 0, 198
            [7]      | 7
            [-1, 3]  | 3
            """)
    void readsOneEosTokenOrSeveral(String ids, String expected) {
        Set<Integer> read = read("{\"eos_token_id\": " + ids + "}").eosTokens().ids();

        assertThat(read).map(String::valueOf).containsExactlyInAnyOrder(expected.split(", "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    {"top_k": 7.5, "eos_token_id": "x"} | generation_config.json: eos_token_id has no effect: it must be a token id or a list of token ids; given: "x"
                    {                                   | generation_config.json has no effect: it is not valid JSON
                    """)
    void reportsInvalidEosTokens(String json, String notice) {
        EosTokens eosTokens = read(json).eosTokens();

        assertThat(eosTokens.ids()).isEmpty();
        assertThat(eosTokens.notices()).containsExactly(notice);
        assertThat(read(json).notices()).contains(notice);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            value = { "{\"num_beams\": 2} | num_beams", "{\"penalty_alpha\": 0.6, \"top_k\": 4} | penalty_alpha" })
    void reportsThatStreamsAreNotSearched(String json, String field) {
        assertThat(read(json).fitting(5, Set.of(), 4).notices()).containsExactly("generation_config.json: " + field
                + " has no effect on streams, which use sampling or greedy decoding");
        assertThat(read("{\"num_beams\": 1}").fitting(5, Set.of(), 4).notices()).isEmpty();
    }

    @Test
    void dropsUnsupportedValues() {
        GenerationConfig config = read("""
                {"num_beams": 8, "suppress_tokens": [1, 2, 9], "bad_words_ids": [[1, 9], [3], [2], [2, 2]],
                 "sequence_bias": [[[9], 1], [[4], 1]]}""").fitting(5, Set.of(2), 4);

        assertThat(config.search()).isEqualTo(SearchDefaults.NONE);
        assertThat(config.notices()).containsExactly(
                "generation_config.json: num_beams has no effect: it needs room "
                        + "for 8 sequences in the KV cache, which holds 4",
                "generation_config.json: bad_words_ids has no effect on tokens that the model lacks: they must be "
                        + "below 5; given: [9]",
                "generation_config.json: sequence_bias has no effect on tokens that the model lacks: they must be "
                        + "below 5; given: [9]");
        // As in transformers, an EOS token is never a bad word, but can be suppressed.
        assertThat(config.tokens())
            .isEqualTo(new TokenDefaults(List.of(List.of(3), List.of(2, 2)), Set.of(1, 2), Map.of(4, 1f), List.of()));
    }

    @Test
    void isReadFromTheModelFolder(@TempDir Path folder) throws IOException {
        ModelSource source = new ModelFolder(folder);
        Files.writeString(folder.resolve("config.json"), "{\"top_k\": 6, \"top_p\": 0.5}");
        assertThat(source.readGenerationConfig().sampling().topK()).isEqualTo(6);

        Files.writeString(folder.resolve("generation_config.json"), "{\"top_k\": 7}");
        assertThat(source.readGenerationConfig().sampling().topK()).isEqualTo(7);
        assertThat(source.readGenerationConfig().sampling().topP()).isNull();
    }

    @Test
    void ignoresAnUnreadableFile(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("generation_config.json"));

        assertThat(new ModelFolder(folder).readGenerationConfig().notices()).singleElement()
            .asString()
            .startsWith("generation_config.json has no effect: it cannot be read: ");
    }

    @Test
    void embeddedModelHasNoDefaults() throws IOException {
        assertThat(ModelSource.of(ModelSource.EMBEDDED).readGenerationConfig()).isEqualTo(GenerationConfig.NONE);
    }

    private static GenerationConfig read(String json) {
        return GenerationConfig.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static GenerationConfig readModelConfig(String json) {
        return GenerationConfig.readModelConfig(json.getBytes(StandardCharsets.UTF_8));
    }

}

package io.inkwell.model.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class Gpt2ConfigTests {

    @Test
    void readsConfigOfTrainedModel() throws IOException {
        try (InputStream json = Gpt2ConfigTests.class.getResourceAsStream("config.json")) {
            assertThat(Gpt2Config.read(json.readAllBytes())).isEqualTo(new Gpt2Config(4096, 512, 192, 4, 6, 768, 1e-5,
                    Activation.GELU_TANH, true, false, true, Set.of(0), OptionalInt.of(0)));
        }
    }

    @Test
    void defaultsAreThoseOfGpt2Small() throws IOException {
        assertThat(read("{}")).isEqualTo(new Gpt2Config(50257, 1024, 768, 12, 12, 3072, 1e-5, Activation.GELU_TANH,
                true, false, true, Set.of(50256), OptionalInt.of(50256)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{'eos_token_id': [7, 9], 'bos_token_id': null}", "{'eos_token_id': null}",
            "{'n_inner': 5, 'activation_function': 'swish', 'tie_word_embeddings': false}",
            "{'scale_attn_weights': false, 'scale_attn_by_inverse_layer_idx': true, 'layer_norm_epsilon': 1e-6}" })
    void readsWhatItWrites(String json) throws IOException {
        Gpt2Config config = read(json);

        assertThat(Gpt2Config.read(config.write())).isEqualTo(config);
    }

    @Test
    void derivesSizesOfGpt2Small() throws IOException {
        Gpt2Config config = read("{}");
        assertThat(config.headSize()).isEqualTo(64);
        assertThat(config.parameterCount()).isEqualTo(124_439_808);
        assertThat(config.kvBytesPerToken()).isEqualTo(73_728);
    }

    @Test
    void countsParametersOfUntiedOutputMatrix() throws IOException {
        assertThat(read("{'tie_word_embeddings': false}").parameterCount()).isEqualTo(124_439_808 + 50257 * 768);
    }

    @Test
    void ignoresOldContextField() throws IOException {
        assertThat(read("{'n_ctx': 7, 'n_positions': 9}").maxPositions()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({ "gelu_new, GELU_TANH", "gelu_pytorch_tanh, GELU_TANH", "gelu, GELU", "relu, RELU" })
    void readsActivation(String name, Activation activation) throws IOException {
        assertThat(read("{'activation_function': '" + name + "'}").activation()).isEqualTo(activation);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = { "{} | 0.125 | 0.125", "{'scale_attn_weights': false} | 1 | 1",
                    "{'scale_attn_by_inverse_layer_idx': true} | 0.125 | 0.03125",
                    "{'scale_attn_weights': false, 'scale_attn_by_inverse_layer_idx': true} | 1 | 0.25" })
    void scalesAttentionByLayer(String json, double first, double fourth) throws IOException {
        Gpt2Config config = read(json);
        assertThat(config.attentionScale(0)).isCloseTo(first, within(1e-12));
        assertThat(config.attentionScale(3)).isCloseTo(fourth, within(1e-12));
    }

    @Test
    void rejectsAttentionScaleBeyondLastLayer() throws IOException {
        Gpt2Config config = read("{}");
        assertThatIllegalArgumentException().isThrownBy(() -> config.attentionScale(12))
            .withMessage("layer must be between 0 and 11; given: 12");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = { "{'n_layer': 5, 'n_layer': 7} | 7", "{'n_layer': 7.0} | 7", "{'num_hidden_layers': 7} | 7",
                    "{'num_hidden_layers': 7, 'n_layer': 5} | 7", "{'n_layer': 7, 'attn_pdrop': NaN} | 7",
                    "{'n_layer': 7, 'a': Infinity, 'b': -Infinity} | 7", "{'n_layer': 7, 'a': 1, 'a': 2} | 7",
                    "{'n_layer': 7, 'model_type': 'gpt-sw3'} | 7", "{'n_layer': 7, 'pruned_heads': {}} | 7",
                    "{'n_layer': 7, 'quantization_config': null} | 7", "{'n_layer': 7, 'dtype': 'foo'} | 7" })
    void readsConfigsAsTransformersDoes(String json, int numLayers) throws IOException {
        assertThat(read(json).numLayers()).isEqualTo(numLayers);
    }

    @ParameterizedTest
    @ValueSource(strings = { "null", "[]", "['GPT2DoubleHeadsModel']", "['GPT2Model']", "'GPT2Model'", "['MyGPT2']",
            "['GPT2ForSequenceClassification']", "[1]" })
    void acceptsAnyArchitectureWithGpt2Type(String architectures) throws IOException {
        assertThat(read("{'architectures': " + architectures + "}")).isEqualTo(read("{}"));
    }

    @Test
    void readsEpsilonZero() throws IOException {
        assertThat(read("{'layer_norm_epsilon': 0}").layerNormEpsilon()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = { "-1", "[-1]", "99999", "null", "[]" })
    void ignoresEosOutsideVocabulary(String tokenId) throws IOException {
        assertThat(read("{'eos_token_id': " + tokenId + "}").eosTokenIds()).isEmpty();
    }

    @Test
    void readsSeveralEosTokens() throws IOException {
        assertThat(read("{'eos_token_id': [7, 3]}").eosTokenIds()).containsExactly(3, 7);
    }

    @Test
    void readsConfigWithoutSpecialTokens() throws IOException {
        Gpt2Config config = read("{'eos_token_id': null, 'bos_token_id': null}");
        assertThat(config.eosTokenIds()).isEmpty();
        assertThat(config.bosTokenId()).isEmpty();
    }

    @Test
    void ignoresSpecialTokensOutsideVocabulary() throws IOException {
        Gpt2Config config = read("{'vocab_size': 5000, 'eos_token_id': [50256, 2], 'bos_token_id': 50256}");
        assertThat(config.eosTokenIds()).containsExactly(2);
        assertThat(config.bosTokenId()).isEmpty();
    }

    // Like transformers 5.18, which loads such a file.
    @Test
    void acceptsEmptyPerLayerConfig() throws IOException {
        assertThat(read("{'per_layer_config': {}}")).isEqualTo(read("{}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{'model_type': 'llama'} | model_type must be one of [gpt2, gpt-sw3]: only the GPT-2 architecture is supported; given: \"llama\"",
            "{'model_type': 'mine', 'auto_map': {'AutoConfig': 'mine.Config'}} | model_type must be one of [gpt2, gpt-sw3]: only the GPT-2 architecture is supported, and the Python code of auto_map is not run; given: \"mine\"",
            "{'model_type': 'GPT2'} | model_type must be one of [gpt2, gpt-sw3]: only the GPT-2 architecture is supported; given: \"GPT2\"",
            "{'model_type': null} | model_type must be a string; given: null",
            "{'architectures': ['GPTNeoForCausalLM']} | architectures must name a GPT-2 class if model_type is missing: only the GPT-2 architecture is supported; given: [\"GPTNeoForCausalLM\"]",
            "{'hidden_size': null} | hidden_size must be an integer below 2^31; given: null",
            "{'attribute_map': {'n_head': 'heads'}, 'heads': 2} | attribute_map is not supported: the fields must have their standard names; given: {\"n_head\":\"heads\"}",
            "{'text_config': {'n_layer': 1}} | text_config is not supported: the model fields must be at the top level of the file; given: {\"n_layer\":1}",
            "{'per_layer_config': {'0': {'n_head': 4}}} | per_layer_config is not supported: all layers must have the same config; given: {\"0\":{\"n_head\":4}}",
            "{'quantization_config': {'bits': 4}} | quantization_config is not supported: the weights must be floating-point; set inkwell.precision to quantize them on load; given: {\"bits\":4}",
            "{'scale_attn_weights': 1} | scale_attn_weights must be true or false; given: 1",
            "{'n_embd': 770} | n_embd must be a multiple of n_head; given: 770 and 12",
            "{'n_embd': 65544} | n_embd must be between 1 and 65536; given: 65544",
            "{'n_embd': 2147483647} | n_embd must be between 1 and 65536; given: 2147483647",
            "{'n_head': 0} | n_head must be between 1 and 768; given: 0",
            "{'n_layer': 1001} | n_layer must be between 1 and 1000; given: 1001",
            "{'n_layer': 12.5} | n_layer must be an integer below 2^31; given: 12.5",
            "{'n_layer': NaN} | n_layer must be an integer below 2^31; given: \"NaN\"",
            "{'n_layer': '12'} | n_layer must be an integer below 2^31; given: \"12\"",
            "{'n_layer': true} | n_layer must be an integer below 2^31; given: true",
            "{'n_layer': null} | n_layer must be an integer below 2^31; given: null",
            "{'n_inner': -1} | n_inner must be between 1 and 1048576; given: -1",
            "{'n_positions': 1048577} | n_positions must be between 1 and 1048576; given: 1048577",
            "{'vocab_size': 99999999999} | vocab_size must be an integer below 2^31; given: 99999999999",
            "{'vocab_size': 16777217} | vocab_size must be between 1 and 16777216; given: 16777217",
            "{'layer_norm_epsilon': -1e-5} | layer_norm_epsilon must be a finite number of at least 0; given: -1.0E-5",
            "{'layer_norm_epsilon': Infinity} | layer_norm_epsilon must be a finite number; given: \"Infinity\"",
            "{'layer_norm_epsilon': '1e-5'} | layer_norm_epsilon must be a finite number; given: \"1e-5\"",
            "{'eos_token_id': [1, 'x']} | eos_token_id must be an integer below 2^31; given: [1,\"x\"]",
            "[1, 2] | must be a JSON object; given: [1,2]", "null | must be a JSON object; given: null" })
    void rejectsInvalidFieldsByName(String json, String message) {
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> read(json))
            .withMessage("config.json: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "{", "{'n_layer': }", "{} {}", "\0" })
    void rejectsOtherJson(String json) {
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> read(json))
            .withMessageStartingWith("config.json: ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "1e999", "1%s", "1%s.5" })
    void rejectsNumbersBeyondDouble(String number) {
        String json = "{'layer_norm_epsilon': " + number.replace("%s", "0".repeat(400)) + "}";
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> read(json))
            .withMessageContaining("layer_norm_epsilon must be");
    }

    @Test
    void rejectsDeepNestingWithoutStackOverflow() {
        assertThatExceptionOfType(CheckpointException.class)
            .isThrownBy(() -> read("{'a': " + "[".repeat(100_000) + "]".repeat(100_000) + "}"))
            .withMessageContaining("is not valid JSON");
    }

    private static Gpt2Config read(String json) throws CheckpointException {
        return Gpt2Config.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

}
